import type { WorkflowHandle } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** The attributes that only one kind of event has. */
export type EventAttributes = Extract<keyof HistoryEvent, `${string}EventAttributes`>;

/** How many events of a kind the history of a run holds by now. */
export async function countInHistory(
  handle: Pick<WorkflowHandle, 'fetchHistory'>,
  attributes: EventAttributes,
): Promise<number> {
  const { events } = await handle.fetchHistory();
  return events?.filter((event) => event[attributes] != null).length ?? 0;
}
