import type { Client } from 'pg';

import type { Cli } from '../cli.ts';

/** `fail`: events are, or may get, stuck or lost. `warn`: worth a look, or it could not be looked at. */
export type CheckStatus = 'ok' | 'warn' | 'fail';

/** What one check has found. */
export interface Finding {
  readonly status: CheckStatus;
  /** What, with the values. */
  readonly found: string;
  /** What to do; absent when there is nothing to do. */
  readonly todo?: string;
}

export interface DoctorContext {
  readonly cli: Cli;
  readonly client: Client;
}

/** Looks at one thing and changes nothing. May return several findings. */
export interface Check {
  readonly name: string;
  readonly run: (context: DoctorContext) => Promise<Finding | readonly Finding[]>;
}

export function ok(found: string): Finding {
  return { status: 'ok', found };
}

export function warn(found: string, todo: string): Finding {
  return { status: 'warn', found, todo };
}

export function fail(found: string, todo: string): Finding {
  return { status: 'fail', found, todo };
}
