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

/** Stored events break the contracts that are to be put in force. New events are checked already. */
export class ContractValidationError extends Error {
  readonly code = 'contract_validation';

  constructor(cause: unknown) {
    const { message = String(cause), detail = '' } =
      cause instanceof Error ? (cause as Error & { detail?: string }) : {};
    super(
      `Stored events break the new contracts (${message}; ${detail}). ` +
        'New events are checked; give the changed event a new version and run the migration again.',
      { cause },
    );
    this.name = 'ContractValidationError';
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
