/** An argument that no query can use. `code` is stable: `invalid_query`. */
export class InvalidQueryError extends Error {
  readonly code = 'invalid_query';
  override readonly name = 'InvalidQueryError';
  /** Name of the argument: `limit`, `cursor`, `eventId`, `tags`, … */
  readonly argument: string;

  constructor(argument: string, found: string, remedy: string) {
    super(`${argument} is ${found}. ${remedy}`);
    this.argument = argument;
  }
}

/** An aggregate without an event that starts a workflow. `code` is stable: `lineage_not_found`. */
export class LineageNotFoundError extends Error {
  readonly code = 'lineage_not_found';
  override readonly name = 'LineageNotFoundError';
  readonly aggregateId: string;

  constructor(aggregateId: string) {
    super(
      `Aggregate ${aggregateId} has no event that starts a workflow. ` +
        'Check the id, or read its events with listEventsForAggregate.',
    );
    this.aggregateId = aggregateId;
  }
}
