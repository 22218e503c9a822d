import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, test } from 'vitest';

import { createEnvironmentReader, type Environment } from './environment.ts';
import { readTracing } from './tracing.ts';

test.each<[string, Environment]>([
  ['nothing is set', {}],
  [
    'an endpoint is set, and none',
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_TRACES_EXPORTER: 'none' },
  ],
  [
    'an endpoint is set, and the SDK disabled',
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_SDK_DISABLED: 'true' },
  ],
  ['only a name is set', { OTEL_SERVICE_NAME: 'relay' }],
])('%s: no traces', (_, environment) => {
  expect(read(environment)).toBe(false);
});

test.each<Environment>([
  { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' },
  { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://collector/v1/traces' },
  { OTEL_TRACES_EXPORTER: 'otlp' },
  { OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' },
])('traces are wanted: %o', (environment) => {
  expect(read(environment)).toBe(true);
});

test('what cannot be done is told, by the name of the variable', () => {
  const environment = {
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
  };
  expect(() => read(environment)).toThrow(
    /OTEL_EXPORTER_OTLP_ENDPOINT is no URL .*\n.*OTEL_EXPORTER_OTLP_PROTOCOL is "grpc". Set one of http\/json/,
  );
  expect(() => read({ OTEL_TRACES_EXPORTER: 'zipkin' })).toThrow(/Set one of otlp, none/);
});

test('the SDK is loaded when tracing starts, not before', async () => {
  expect(await loadsOf('')).toEqual([]);
  const loaded = await loadsOf("const tracing = await startTracing('x'); await tracing.stop();");
  expect(loaded).toContain('sdk-trace-node');
});

function read(environment: Environment): boolean {
  const reader = createEnvironmentReader(environment);
  const isTraced = readTracing(reader);
  reader.finish();
  return isTraced;
}

/** Parts of the SDK that a process loads which imports the library and does this. */
async function loadsOf(script: string): Promise<string[]> {
  const hooks = `import { registerHooks } from 'node:module';
    registerHooks({ load(url, context, next) {
      const [, name] = /@opentelemetry\\/(sdk[^/]*|exporter[^/]*)/.exec(url) ?? [];
      if (name) console.log(name);
      return next(url, context);
    } });`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    `data:text/javascript,${encodeURIComponent(hooks)}`,
    '--input-type=module',
    '--eval',
    `import { startTracing } from '${join(import.meta.dirname, 'tracing.ts')}'; ${script}`,
  ]);
  return [...new Set(stdout.split('\n').filter(Boolean))].toSorted();
}
