import type { EventIr } from '../contract-ir.ts';
import type { JsonSchema } from '../print-json-schema/json-schema.ts';

/** What happens to events: each is emitted, some are received by a workflow. */
export function operationsOf(events: readonly EventIr[]): JsonSchema {
  return Object.fromEntries(
    events.flatMap((event) => [
      [`emit.${event.type}`, emission(event)] as const,
      ...((event.starts ?? event.signals)
        ? [[`${workflowOf(event)}.${event.type}`, reception(event)] as const]
        : []),
    ]),
  );
}

function emission(event: EventIr): JsonSchema {
  const { type, http } = event;
  return {
    ...operation('send', event),
    title: `Emit ${type}`,
    ...(http && {
      summary: `Clients emit it by POST /${http.function} with the permission ${http.permission}.`,
      'x-a4c-http': { ...http },
    }),
  };
}

function reception(event: EventIr): JsonSchema {
  const { starts, signals } = event;
  return {
    ...operation('receive', event),
    title: `${workflowOf(event)} receives ${event.type}`,
    ...(starts && {
      summary: `Starts ${starts.workflow} on task queue ${starts.taskQueue}, with workflow id ${starts.workflowId}.`,
      'x-a4c-starts': { ...starts },
    }),
    ...(signals && {
      summary: `Signals ${signals.workflow} with ${signals.signal}, by workflow id ${signals.workflowId}.`,
      'x-a4c-signals': { ...signals },
    }),
  };
}

function operation(
  action: 'send' | 'receive',
  { type, version, aggregateType }: EventIr,
): JsonSchema {
  return {
    action,
    channel: { $ref: '#/channels/domain_events' },
    messages: [{ $ref: `#/channels/domain_events/messages/${type}.v${version}` }],
    tags: [{ name: aggregateType }],
  };
}

function workflowOf({ starts, signals }: EventIr): string {
  return starts?.workflow ?? signals?.workflow ?? '';
}
