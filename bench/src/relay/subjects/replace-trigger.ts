import { benchClient } from '../server/bench-client.ts';

/**
 * Puts a peer's enqueuing in the place of our dispatch: a statement trigger on the same event table,
 * in the same transaction. Everything else about the table stays: checks, indexes, immutability.
 *
 * @param body plpgsql that reads the new rows from `new_events`.
 */
export async function replaceDispatchTrigger(ownerUrl: string, body: string): Promise<void> {
  await using owner = await benchClient(ownerUrl);
  await owner.client.query(`
    DROP TRIGGER queue_workflow_starts ON domain_events;
    CREATE FUNCTION queue_jobs() RETURNS trigger LANGUAGE plpgsql AS $body$
    DECLARE
      ignored uuid;
    BEGIN
      ${body};
      RETURN NULL;
    END
    $body$;
    CREATE TRIGGER queue_jobs AFTER INSERT ON domain_events
      REFERENCING NEW TABLE AS new_events FOR EACH STATEMENT EXECUTE FUNCTION queue_jobs();`);
}
