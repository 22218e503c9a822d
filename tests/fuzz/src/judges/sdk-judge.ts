import type { Corpus } from '../subjects.ts';
import type { Judge, Subject, Verdict } from './judge.ts';
import { loadPrinted } from './load-printed.ts';

type Client = object;
type Emit = (client: Client, ...parameters: readonly unknown[]) => Promise<unknown>;
type Http = NonNullable<NonNullable<Subject['event']>['http']>;

const uuid = '550e8400-e29b-41d4-a716-446655440000';

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
    names: 'none',
    judge: async ({ event }, documents) => {
      if (event?.http === undefined) return documents.map(() => undefined);
      const { http, aggregateType } = event;
      const emit = emits[camelCase(http.function)];
      if (emit === undefined) throw new RangeError(`No function emits ${event.type}. Print one.`);
      const answer = JSON.stringify({ event_id: uuid, [`${aggregateType}_id`]: uuid });
      const client = createClient({
        baseUrl: 'http://edge.test',
        token: 'none',
        fetch: async () => new Response(answer, { status: 202 }),
      });
      return Promise.all(
        documents.map(async (document) => verdictOf(emit, client, http, JSON.parse(document))),
      );
    },
  };
}

/** Abstains where it is asked something else: its types want an object, and it fills defaults in. */
async function verdictOf(
  emit: Emit,
  client: Client,
  { aggregateId, defaults }: Http,
  body: unknown,
): Promise<Verdict | undefined> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  if (!Object.keys(defaults).every((name) => Object.hasOwn(body, name))) return undefined;
  try {
    await emit(client, ...(aggregateId === 'new' ? [] : [uuid]), body);
    return { accepts: true };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'invalid_event') {
      return { accepts: false };
    }
    throw error;
  }
}

function camelCase(name: string): string {
  return name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
