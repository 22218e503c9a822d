import { type ConstructorOptions, type Job, PgBoss, type WorkOptions } from 'pg-boss';

import { talkToParent } from './handled-log.ts';
import { queueName } from './pg-boss.ts';
import { readSubjectEnvironment } from './subject-environment.ts';
import { writeBack } from './write-back.ts';

/** pg-boss as a process of its own, with a handler that does nothing but the write-back. */
const { databaseUrl, settings } = readSubjectEnvironment();
const options: { boss?: ConstructorOptions; work?: WorkOptions } = settings.options;
const boss = new PgBoss({ ...options.boss, connectionString: databaseUrl });
boss.on('error', (error) => console.error(error));
boss.on('warning', (warning) => console.error(warning));
const log = talkToParent(async () => boss.stop({ graceful: true }));

interface EventData {
  readonly event_id: string;
}

await boss.start();
const db = boss.getDb();
await boss.work(queueName, options.work ?? {}, async (jobs: Job<EventData>[]) => {
  const eventIds = jobs.map(({ data }) => data.event_id);
  for (const eventId of eventIds) log.entered(eventId);
  if (settings.writeBack !== 'none') {
    await writeBack(async (text, values) => db.executeSql(text, values), eventIds);
  }
  log.finished(eventIds.length);
});
log.ready();
