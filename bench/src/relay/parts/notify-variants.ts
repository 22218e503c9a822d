import { benchClient } from '../server/bench-client.ts';

/** The end of the migration's `queue_workflow_starts()`, which decides about waking the relay. */
const gate =
  /IF FOUND AND NOT pg_try_advisory_xact_lock_shared\(\d+\) THEN\s+NOTIFY workflow_events;\s+END IF;/;

/** Our triggers without a word to the relay: what the gate is measured against. */
export async function dropNotify(ownerUrl: string): Promise<void> {
  await replaceGate(ownerUrl, '');
}

/** Our triggers as they would be without the gate. */
export async function notifyAlways(ownerUrl: string): Promise<void> {
  await replaceGate(ownerUrl, 'IF FOUND THEN NOTIFY workflow_events; END IF;');
}

/** The event table with its checks and indexes, and no trigger at all. */
export async function dropTriggers(ownerUrl: string): Promise<void> {
  await using owner = await benchClient(ownerUrl);
  await owner.client.query('ALTER TABLE domain_events DISABLE TRIGGER USER');
}

async function replaceGate(ownerUrl: string, replacement: string): Promise<void> {
  await using owner = await benchClient(ownerUrl);
  const { rows } = await owner.client.query<{ definition: string }>(
    "SELECT pg_get_functiondef('queue_workflow_starts'::regproc) AS definition",
  );
  const definition = rows[0]?.definition ?? '';
  if (!gate.test(definition)) {
    throw new Error(
      'queue_workflow_starts() has no gate as this bench knows it. Adapt notify-variants.ts.',
    );
  }
  await owner.client.query(definition.replace(gate, replacement));
}
