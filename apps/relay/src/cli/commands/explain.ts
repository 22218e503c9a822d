import { listDeadLettersOfEvent } from '@a4c/database';
import { Command } from 'commander';
import type { Client } from 'pg';

import type { Cli } from '../cli.ts';
import { withDatabase } from '../database/with-database.ts';
import type { EventStory } from '../explain/event-story.ts';
import { readEmittedEvents } from '../explain/read-emitted-events.ts';
import { readEvent, startedWorkflowOf } from '../explain/read-event.ts';
import { storyLines } from '../explain/story-lines.ts';
import { unknownEvent } from '../explain/unknown-event.ts';
import { whyItWaits } from '../explain/why-it-waits.ts';
import { parseUuid } from '../options/uuid.ts';
import { writeJson, writeLines } from '../output/write-lines.ts';

/** `a4c-relay explain EVENT_ID` */
export function explainCommand(cli: Cli): Command {
  return new Command('explain')
    .summary('the whole story of an event')
    .description(
      'Tells the whole story of an event: inserted, attempts with their errors, dead letters, reprocessings,\n' +
        'started, why it waits, what its workflow is doing now, and the events that it emitted. Never event data.',
    )
    .argument('<event-id>', 'the event', parseUuid)
    .option('--json', 'one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  $ a4c-relay explain 0199d3c5-6f2b-4e0a-9c51-8d7f3a2b1c40\n',
    )
    .action(async (eventId: string, options: { json?: true }) => {
      const story = await withDatabase(cli, { purpose: 'explain' }, async (client) =>
        readStory(cli, client, eventId),
      );
      if (options.json === true) writeJson(cli.out, story);
      else writeLines(cli.out, storyLines(cli.out, story));
    });
}

async function readStory(cli: Cli, client: Client, eventId: string): Promise<EventStory> {
  const facts = await readEvent(client, eventId);
  if (facts === undefined) throw await unknownEvent(client, eventId);
  // While it waits, the workflow that it would start may be there already.
  const isWaiting = facts.event.processed_at === null;
  const workflowId = isWaiting ? facts.route?.workflow_id : startedWorkflowOf(facts);
  return {
    ...facts,
    waits_because: await whyItWaits(client, facts),
    dead_letters: await listDeadLettersOfEvent(client, eventId),
    workflow: workflowId === undefined ? undefined : await workflowNow(cli, workflowId),
    emitted_events: await readEmittedEvents(client, facts),
  };
}

/** Loaded here: Temporal's client takes longer to load than all the rest. */
async function workflowNow(cli: Cli, workflowId: string): Promise<EventStory['workflow']> {
  const { askTemporal } = await import('../explain/ask-temporal.ts');
  return askTemporal(cli, workflowId);
}
