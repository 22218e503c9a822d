import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createTestDatabase } from '@a4c/test-harness';
import { parser } from '@prometheus-io/lezer-promql';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';

import { scrapeBusyRelay } from '../testing/busy-scrape.ts';
import type { Scrape } from '../testing/scraped-relay.ts';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
}

const root = join(import.meta.dirname, '../../../..');
let scrape: Scrape;
let guide: string;
let rules: readonly Rule[];
beforeAll(async () => {
  await using database = await createTestDatabase();
  scrape = await scrapeBusyRelay(database);
  guide = await readFile(join(root, 'docs/guides/monitoring.md'), 'utf8');
  const file = await readFile(join(root, 'deploy/prometheus/relay-alerts.yaml'), 'utf8');
  const { groups }: { groups: { name: string; rules: Rule[] }[] } = parse(file);
  rules = groups.flatMap((group) => group.rules);
});

test('every alert is complete: a name of its own, how bad it is, what happened, what to do', () => {
  expect(rules.length).toBeGreaterThan(8);
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  for (const rule of rules) {
    const known = ['alert', 'annotations', 'expr', 'for', 'labels'];
    expect(Object.keys(rule).filter((key) => !known.includes(key))).toEqual([]);
    expect(rule.alert).toMatch(/^A4cRelay[A-Z]\w+$/);
    expect(rule.for ?? '1m').toMatch(/^\d+[smh]$/);
    expect(rule.labels).toEqual({ severity: expect.stringMatching(/^(warning|critical)$/) });
    expect(Object.keys(rule.annotations)).toEqual(['summary', 'description']);
    for (const text of Object.values(rule.annotations)) {
      expect(text.replaceAll(/\{\{ \$(labels\.\w+|value( \| \w+)?) \}\}/g, '')).not.toMatch(/[{}]/);
    }
  }
});

test('every expression is PromQL and asks for metrics and labels that the relay prints', () => {
  const unknown = rules.flatMap(({ alert, expr }) => {
    const selectors = selectorsOf(expr);
    const asked = selectors.flatMap(unprinted);
    const labels = [
      { instance: '', job: '' },
      ...samplesOf(selectors).map((sample) => sample.labels),
    ];
    const groupings = groupingsOf(expr).filter((label) => !labels.some((known) => label in known));
    return [...asked, ...groupings].map((what) => `${alert} asks for ${what}`);
  });
  expect(unknown).toEqual([]);
  expect(rules.filter(({ expr }) => selectorsOf(expr).length === 0)).toEqual([]);
});

test('the guide asks only for what the relay prints, too', () => {
  const queries = [...guide.matchAll(/^```promql\n(.*?)^```$/gms)].flatMap(([, text = '']) =>
    text.trim().split('\n'),
  );
  expect(queries.length).toBeGreaterThan(0);
  expect(queries.flatMap((query) => selectorsOf(query).flatMap(unprinted))).toEqual([]);
});

test('what is no PromQL, or asks for what nobody prints, is noticed', () => {
  expect(() => selectorsOf('sum by (job (a4c_relay_ready)')).toThrow(/no PromQL/);
  expect(selectorsOf('rate(a4c_relay_ready{a="b"}[5m]) > 1')).toEqual([
    { metric: 'a4c_relay_ready', matchers: [{ label: 'a', value: 'b' }] },
  ]);
});

test('the guide explains every alert, and none that is not there', () => {
  const explained = [...guide.matchAll(/^\| `(A4cRelay\w+)` +\|/gm)].map(([, name]) => name);
  expect(explained).toEqual(rules.map(({ alert }) => alert));
});

test('the guide lists every metric as the relay prints it', () => {
  const listed = [...guide.matchAll(/^\| `(a4c_\w+)` +\| (\w+) +\| (.*?) +\| (.+?) +\|$/gm)].map(
    ([, name = '', type = '', labels = '', help = '']) => ({ name, type, labels, help }),
  );
  const printed = [...scrape.declared]
    .filter(([name]) => name.startsWith('a4c_'))
    .map(([name, { type, help }]) => ({
      name,
      type,
      labels: labelsOf(name)
        .map((label) => `\`${label}\``)
        .join(', '),
      help: help.replaceAll(/\|/g, String.raw`\|`),
    }));
  expect(listed).toEqual(printed);
});

function labelsOf(metric: string): string[] {
  const first = scrape.samples.find(({ name }) => name.replace(/_bucket$/, '') === metric);
  return Object.keys(first?.labels ?? {}).filter((label) => label !== 'le');
}

/** What of a selector no scrape has. Prometheus itself adds `up`. */
function unprinted({ metric, matchers }: Selector): string[] {
  if (metric === 'up') return [];
  const samples = scrape.samples.filter(({ name }) => name === metric);
  if (samples.length === 0) return [metric];
  return matchers
    .filter(
      ({ label, value }) => !samples.some((sample) => value.split('|')[0] === sample.labels[label]),
    )
    .map(({ label, value }) => `${label}="${value}" of ${metric}`);
}

interface Selector {
  readonly metric: string;
  readonly matchers: readonly { readonly label: string; readonly value: string }[];
}

function samplesOf(selectors: readonly Selector[]) {
  return scrape.samples.filter(({ name }) => selectors.some(({ metric }) => metric === name));
}

/** The metrics that an expression reads. */
function selectorsOf(expr: string): Selector[] {
  const found: { metric: string; matchers: { label: string; value: string }[] }[] = [];
  const textOf = (node: { from: number; to: number }): string => expr.slice(node.from, node.to);
  let label = '';
  parser.parse(expr).iterate({
    enter(node) {
      if (node.type.isError) throw new Error(`"${expr}" is no PromQL at ${node.from}. Correct it.`);
      const { name } = node.type;
      if (name === 'VectorSelector') found.push({ metric: '', matchers: [] });
      const last = found.at(-1);
      if (name === 'Identifier' && last !== undefined && last.metric === '')
        last.metric = textOf(node);
      if (name === 'LabelName') label = textOf(node);
      if (name === 'StringLiteral')
        last?.matchers.push({ label, value: textOf(node).slice(1, -1) });
    },
  });
  return found;
}

/** The labels after `by`. */
function groupingsOf(expr: string): string[] {
  const found: string[] = [];
  parser.parse(expr).iterate({
    enter(node) {
      if (node.type.name !== 'GroupingLabels') return;
      found.push(...(expr.slice(node.from, node.to).match(/\w+/g) ?? []));
    },
  });
  return found;
}
