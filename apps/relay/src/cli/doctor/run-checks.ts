import { describeError } from '../describe-error.ts';
import type { Check, DoctorContext, Finding } from './check.ts';

/** A finding with the name of its check: what `doctor --json` prints. */
export interface NamedFinding extends Finding {
  readonly check: string;
}

/** One after the other: they share a session. A check that fails itself is a finding too. */
export async function* runChecks(
  checks: readonly Check[],
  context: DoctorContext,
): AsyncGenerator<NamedFinding> {
  for (const check of checks) {
    for (const finding of await findingsOf(check, context)) yield { check: check.name, ...finding };
  }
}

async function findingsOf(check: Check, context: DoctorContext): Promise<readonly Finding[]> {
  try {
    return [await check.run(context)].flat();
  } catch (error) {
    const reason = describeError(error).message;
    if (error instanceof Error && 'code' in error && error.code === '42501') {
      return [
        {
          status: 'warn',
          found: `this role may not look: ${reason}`,
          todo: 'Run doctor as a member of a4c_operator as well.',
        },
      ];
    }
    return [
      {
        status: 'fail',
        found: `could not be looked at: ${reason}`,
        todo: 'See the other findings; the schema may be that of another release.',
      },
    ];
  }
}
