import { benchClient } from '../server/bench-client.ts';
import type { BenchDatabase } from '../server/bench-server.ts';
import { manyEvents } from '../subjects/event-rows.ts';
import type { Subject } from '../subjects/subject.ts';

const eventsPerStatement = 5_000;

/** Inserts events that nobody handles yet, and leaves the tables as autovacuum would in the end. */
export async function fill(
  subject: Subject,
  database: BenchDatabase,
  events: number,
): Promise<void> {
  await using owner = await benchClient(database.ownerUrl);
  const statement = { name: 'fill', text: subject.insert(manyEvents) };
  for (let left = events; left > 0; left -= eventsPerStatement) {
    await owner.client.query({ ...statement, values: [Math.min(left, eventsPerStatement)] });
  }
  await owner.client.query('VACUUM ANALYZE');
}
