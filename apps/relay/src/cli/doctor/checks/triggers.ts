import { type Check, fail, ok } from '../check.ts';

/** What each trigger is for decides what is lost without it. */
const triggers: Readonly<Record<string, string>> = {
  'domain_events stamp_new_event': 'new events are not marked as waiting',
  'domain_events queue_workflow_starts': 'new events start nothing',
  'domain_events prepare_reprocessing': 'reprocessed events keep their errors',
  'domain_events queue_reprocessing': 'reprocessed events start nothing',
  'domain_events refuse_event_change': 'events can be changed',
  'domain_events refuse_metadata_change': 'metadata can be changed',
  'domain_events refuse_event_removal': 'events can be removed',
  'relay_control stamp_pause': 'nobody knows who paused the relay',
  'relay_control announce_control': 'relays obey "resume" late',
  'workflow_route announce_control': 'relays obey "resume" late',
};

/** Whether the triggers that queue and guard events are there and enabled. */
export const triggersCheck: Check = {
  name: 'triggers',
  async run({ client }) {
    const { rows } = await client.query<{ name: string; enabled: boolean }>(
      `SELECT c.relname || ' ' || t.tgname AS name, t.tgenabled IN ('O', 'A') AS enabled
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
       WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace`,
    );
    const enabled = new Set(rows.filter((row) => row.enabled).map((row) => row.name));
    const present = new Set(rows.map((row) => row.name));
    const broken = Object.entries(triggers).filter(([name]) => !enabled.has(name));
    if (broken.length === 0) return ok(`all ${Object.keys(triggers).length} are there and enabled`);
    return broken.map(([name, effect]) => {
      const [table = '', trigger = ''] = name.split(' ');
      return present.has(name)
        ? fail(
            `${trigger} on ${table} is disabled: ${effect}`,
            `As the owner: ALTER TABLE ${table} ENABLE TRIGGER ${trigger}; then: SELECT recover_missing_dispatch()`,
          )
        : fail(
            `${trigger} on ${table} is missing: ${effect}`,
            'Restore it from the migration that makes it, as the owner; then: SELECT recover_missing_dispatch()',
          );
    });
  },
};
