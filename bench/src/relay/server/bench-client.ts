import { Client } from 'pg';

/** Of every connection of the bench's own; their backends are not charged to a subject. */
export const applicationName = 'a4c-bench';

/** One connection, closed when it is disposed of. */
export async function benchClient(
  connectionString: string,
): Promise<AsyncDisposable & { readonly client: Client }> {
  const client = new Client({ connectionString, application_name: applicationName });
  await client.connect();
  return {
    client,
    async [Symbol.asyncDispose]() {
      await client.end();
    },
  };
}
