/** A newer release's contracts are in force, so this release's older ones are not applied. */
export class OlderContractsError extends Error {
  readonly code = 'older_contracts';
  readonly hash: string;

  constructor(hash: string) {
    super(
      `The contracts ${hash.slice(0, 12)} of this release were replaced by newer ones in this database. ` +
        'Deploy the newer release, or declare what you need in a further version of the contracts.',
    );
    this.name = 'OlderContractsError';
    this.hash = hash;
  }
}

/** A stored event and the rule that it breaks. */
export interface BrokenEvent {
  readonly id: string;
  readonly event_type: string;
  readonly event_version: number;
  /** Path and rule, `event_data.name: min_length 3`; never a value. */
  readonly rule: string;
}

/** Stored events break the contracts, which are therefore not put in force, unless they are already. */
export class ContractValidationError extends Error {
  readonly code = 'contract_validation';
  /** How many stored events break them. */
  readonly count: number;
  /** Some of them, oldest first. */
  readonly events: readonly BrokenEvent[];
  /** True when new events are held to these contracts: the broken ones came while they were applied. */
  readonly inForce: boolean;

  constructor(
    count: number,
    events: readonly BrokenEvent[],
    { inForce, cause }: { readonly inForce: boolean; readonly cause: unknown },
  ) {
    const lines = events.map(
      ({ id, event_type, event_version, rule }) =>
        `  - ${id} ${event_type} version ${event_version}: ${rule}`,
    );
    const more = count > events.length ? [`  - and ${count - events.length} more`] : [];
    super(
      `${count} stored events break the new contracts; ${inForce ? 'new events are checked already, until the release before migrates again' : 'nothing was put in force'}. ` +
        'Leave the released version as it was, declare the change as a new version, and run the migration again.\n' +
        [...lines, ...more].join('\n'),
      { cause },
    );
    this.name = 'ContractValidationError';
    this.inForce = inForce;
    this.count = count;
    this.events = events;
  }
}

/** The role that migrates may not do what a migration needs. */
export class MigrationRightsError extends Error {
  readonly code = 'migration_rights';

  constructor(role: string, reason: string, options?: ErrorOptions) {
    super(
      `Role "${role}" has not the rights to migrate: ${reason}. ` +
        'Run it as the owner of the schema, which needs CREATE on the database and on schema public, and CREATEROLE the first time in a cluster.',
      options,
    );
    this.name = 'MigrationRightsError';
  }
}

/** Some other transaction kept a lock for longer than writers should wait for a migration. */
export class DatabaseBusyError extends Error {
  readonly code = 'database_busy';

  constructor(reason: string, options?: ErrorOptions) {
    super(
      `Another transaction holds what the migration needs: ${reason}. ` +
        'Nothing was changed: end long transactions and backups, which pg_stat_activity lists, and run the migration again.',
      options,
    );
    this.name = 'DatabaseBusyError';
  }
}

/** A route would vanish while events wait for it. */
export class ContractsInUseError extends Error {
  readonly code = 'contracts_in_use';

  constructor(waiting: readonly string[]) {
    super(
      `Events wait for a workflow whose route the new contracts no longer declare: ${waiting.join(', ')}. ` +
        'Let the relay finish or dead-letter them, then run the migration again.',
    );
    this.name = 'ContractsInUseError';
  }
}
