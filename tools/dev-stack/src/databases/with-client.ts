import { Client } from 'pg';

/** Runs `use` on one connection of its own and closes it afterwards. */
export async function withClient<T>(
  connectionString: string,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString, application_name: 'a4c-dev-stack' });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
