import { defineEvent, eventMetadata, registry } from '@a4c/contracts';
import { expect, test } from 'vitest';
import * as z from 'zod';

import { collectContracts } from '../collect/collect-contracts.ts';
import type { ContractsIr } from '../contract-ir.ts';
import { narrowedContracts, refuseNarrowing } from './narrowed-contracts.ts';
import { lockFile, lockOf, printLock } from './print-lock.ts';
import { readLock } from './read-lock.ts';

const contract = defineEvent({
  type: 'user.moved',
  version: 1,
  aggregateType: 'user',
  description: 'A user moved.',
  data: z.strictObject({ street: z.string().max(40) }),
  examples: [{ street: 'A 1' }],
});

function collect(...contracts: Parameters<typeof collectContracts>[0]): ContractsIr {
  return collectContracts(contracts, eventMetadata);
}

function textOf(contracts: ContractsIr): string {
  return printLock(contracts)[lockFile] ?? '';
}

test('a lock is read as it was printed, and each part has its own hash', () => {
  const contracts = collectContracts(registry, eventMetadata);
  const lock = readLock(textOf(contracts));
  expect(lock).toMatchObject(lockOf(contracts));
  expect(new Set(lock.events.map(({ hash }) => hash)).size).toBe(registry.length);
  expect(narrowedContracts(lock, contracts)).toEqual([]);
});

test('a lock that was deleted does not let everything pass', () => {
  expect(() => readLock('')).toThrow(/contracts\.lock\.json is missing or empty\. Take it from/);
});

test('the same contracts give the same lock, whatever the order of their keys', () => {
  const { events, metadata } = collect(contract);
  const turned = events.map((event) => Object.fromEntries(Object.entries(event).toReversed()));
  const again: ContractsIr = JSON.parse(JSON.stringify({ metadata, events: turned }));
  expect(textOf(again)).toBe(textOf({ events, metadata }));
  const other = collect({ ...contract, description: 'Another.' });
  expect(lockOf(other).hash).not.toBe(lockOf(collect(contract)).hash);
});

test.each([
  ['"bound": 40', '"bound": 41', 'was edited: user.moved v1 does not have the hash'],
  ['"bound": 1000', '"bound": 9', 'was edited: metadata does not have the hash'],
  ['"hash": "', '"hash": "0', 'was edited: its parts do not have the hash at its head'],
  ['{', '<<<<<<< HEAD\n{', 'is no JSON, perhaps after a merge'],
  ['"events"', '"event"', 'has not the form of a lock'],
])('a lock in which %s became %s is refused', (before, after, reason) => {
  const text = textOf(collect(contract)).replace(before, after);
  expect(() => readLock(text)).toThrow(reason);
  expect(() => readLock(text)).toThrow('git checkout -- libs/contracts/contracts.lock.json');
});

test('released contracts may only widen; each narrowing is told with what to do', () => {
  const lock = lockOf(collect(contract));
  const wider = { ...contract, data: z.strictObject({ street: z.string().max(50) }) };
  expect(narrowedContracts(lock, collect(wider))).toEqual([]);
  const narrower = {
    ...contract,
    aggregateType: 'person',
    stability: 'experimental',
    data: z.strictObject({ street: z.string().max(30) }),
  } as const;
  expect(narrowedContracts(lock, collect(narrower))).toEqual([
    'user.moved v1 at event_data.street: "max_length 30" was not asked for before. Take it back, or declare version 2 of user.moved beside version 1.',
    'user.moved v1 at aggregateType: "user" became "person". Take it back, or declare version 2 of user.moved beside version 1.',
    'user.moved v1 at stability: a stable event does not become experimental. Take it back, or declare version 2 of user.moved beside version 1.',
  ]);
  expect(() => refuseNarrowing(lock, collect(narrower))).toThrow('nothing was written');
  expect(narrowedContracts(lock, collect(contract, { ...narrower, version: 2 }))).toEqual([]);
});

test('an event that is gone leaves its stored rows without a contract', () => {
  expect(narrowedContracts(lockOf(collect(contract)), collect())).toEqual([
    'user.moved v1: it is no longer declared, and stored events of it would be refused. Put it back, with deprecated saying what to use instead.',
  ]);
});

test('what is experimental in the lock may change, vanish, or become stable', () => {
  const lock = lockOf(collect({ ...contract, stability: 'experimental' }));
  const narrower = { ...contract, data: z.strictObject({ street: z.string().max(30) }) };
  expect(narrowedContracts(lock, collect(narrower))).toEqual([]);
  expect(narrowedContracts(lock, collect())).toEqual([]);
});

test('metadata may not narrow, since every event shares it', () => {
  const { metadata } = collect();
  const lock = lockOf({ events: [], metadata: { ...metadata, fields: {} } });
  const [first] = narrowedContracts(lock, { events: [], metadata });
  expect(first).toBe(
    'event_metadata.activity_id: "new field among unknown keys" was not asked for before. Take it back; all events share the metadata.',
  );
});
