/** pino's number for warnings; errors are above. */
const warning = 40;

/** One line that an app wrote, for a person. */
export type AppLine = { text: string; isWarning: boolean };

/** Reads a pino JSON line; anything else (a stack trace, a warning of Node) is passed on as it is. */
export function readAppLine(name: string, line: string): AppLine {
  const entry = parse(line);
  if (entry === undefined) return { text: `[${name}] ${line}`, isWarning: true };
  const {
    level,
    time: _time,
    pid: _pid,
    hostname: _hostname,
    service: _service,
    msg,
    ...rest
  } = entry;
  const details = Object.keys(rest).length === 0 ? '' : ` ${JSON.stringify(rest)}`;
  const isWarning = typeof level === 'number' && level >= warning;
  return {
    text: `[${name}] ${isWarning ? 'WARNING: ' : ''}${typeof msg === 'string' ? msg : ''}${details}`,
    isWarning,
  };
}

function parse(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: Record<string, unknown> = JSON.parse(line);
    return value;
  } catch {
    return undefined;
  }
}
