/** What the archive needs to know of the event of a line. */
export interface LineEvent {
  readonly id: string;
  readonly sequenceNumber: number;
  readonly createdAt: string;
}

/** @throws when the line is no JSON or not of an event; the message shows nothing of it. */
export function eventOf(line: Buffer): LineEvent {
  let event: Record<string, unknown> | undefined;
  try {
    const record: { event?: Record<string, unknown> } | null = JSON.parse(line.toString());
    event = record?.event;
  } catch {
    throw new Error('it has a line that is no JSON');
  }
  const { id, sequence_number: sequenceNumber, created_at: createdAt } = event ?? {};
  if (
    typeof id !== 'string' ||
    typeof sequenceNumber !== 'number' ||
    typeof createdAt !== 'string'
  ) {
    throw new Error('it has a line that is not of an event');
  }
  return { id, sequenceNumber, createdAt };
}
