import { type EventIssue, reservedMetadataKeys } from '@a4c/contracts';
import type { EventIr } from '@a4c/generators/codegen';

import type { Corpus } from '../subjects.ts';
import type { Judge, Verdict } from './judge.ts';
import { loadPrinted } from './load-printed.ts';

type Client = object;
type Emit = (client: Client, ...parameters: readonly unknown[]) => Promise<unknown>;
const uuid = '550e8400-e29b-41d4-a716-446655440000';

/** Keys that clients may expect to set, by the edge's reference. */
const reserved = new Set<string>([...reservedMetadataKeys, 'event_metadata']);

/** The functions of `@a4c/sdk`, printed for the corpus: do they send the document, or refuse it? */
export async function createSdkJudge({ sdk }: Corpus): Promise<Judge> {
  const source = 'libs/sdk/src';
  const emits = await loadPrinted<Record<string, Emit>>(source, 'generated/functions.ts', sdk);
  const { createClient } = await loadPrinted<{ createClient: (options: object) => Client }>(
    source,
    'create-client.ts',
    sdk,
  );
  return {
    name: 'SDK',
    names: 'all',
    judge: async ({ event }, documents) => {
      if (event?.http === undefined) return documents.map(() => undefined);
      const emit = emits[camelCase(event.http.function)];
      if (emit === undefined) throw new RangeError(`No function emits ${event.type}. Print one.`);
      const answer = JSON.stringify({ event_id: uuid, [`${event.aggregateType}_id`]: uuid });
      const client = createClient({
        baseUrl: 'http://edge.test',
        token: 'none',
        fetch: async () => new Response(answer, { status: 202 }),
      });
      const emission = { emit, client, event };
      return Promise.all(
        documents.map(async (document) => verdictOf(emission, JSON.parse(document))),
      );
    },
  };
}

interface Emission {
  readonly emit: Emit;
  readonly client: Client;
  readonly event: EventIr;
}

/** Abstains where it is asked something else: it fills defaults in. */
async function verdictOf(
  { emit, client, event }: Emission,
  body: unknown,
): Promise<Verdict | undefined> {
  const { aggregateId = 'new', defaults = {} } = event.http ?? {};
  if (isObject(body) && !Object.keys(defaults).every((name) => Object.hasOwn(body, name))) {
    return undefined;
  }
  try {
    await emit(client, ...(aggregateId === 'new' ? [] : [uuid]), body);
    return { accepts: true, issues: [] };
  } catch (error) {
    if (!isInvalidEvent(error)) throw error;
    const issues = error.issues.map(({ path, rule }) => `${path}: ${rule}`);
    return { accepts: false, issues: isObject(body) ? withoutKeys(issues, event, body) : issues };
  }
}

/** Each unknown key is named, as the server does; the contract itself says only that there are some. */
function withoutKeys(issues: readonly string[], { data }: EventIr, body: object): string[] {
  const named = Object.keys(body)
    .filter((key) => !Object.hasOwn(data.fields, key))
    .map((key) => `event_data.${key}: ${reserved.has(key) ? 'reserved_key' : 'unknown_key'}`);
  if (named.length === 0 || !named.every((issue) => issues.includes(issue))) return [...issues];
  return ['event_data: unknown_key', ...issues.filter((issue) => !named.includes(issue))];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the SDK throws instead of sending anything. */
function isInvalidEvent(error: unknown): error is { readonly issues: readonly EventIssue[] } {
  return error instanceof Error && 'code' in error && error.code === 'invalid_event';
}

function camelCase(name: string): string {
  return name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
