import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';

import type { Activities } from '../activities/create-activities.ts';

export type ActivityName = keyof Activities;

/** Every activity commits and then loses the answer of its first attempt. */
export function losingFirstAnswers(activities: Activities): Activities {
  return wrapped(activities, async (_name, run) => {
    const result = await run();
    if (activityInfo().attempt === 1) throw new Error('The answer is lost.');
    return result;
  });
}

/** One activity does its work and then fails for good, as when its last attempt's answer is lost. */
export function failingAfter(name: ActivityName, activities: Activities): Activities {
  return wrapped(activities, async (called, run) => {
    const result = await run();
    if (called === name) throw refusal(name);
    return result;
  });
}

/** One activity fails for good without doing anything. */
export function failingBefore(name: ActivityName, activities: Activities): Activities {
  return wrapped(activities, async (called, run) => {
    if (called === name) throw refusal(name);
    return run();
  });
}

/** One activity reports that it runs, and goes on when it is told to. */
export function pausingIn(name: ActivityName, activities: Activities) {
  const entered = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const paused = wrapped(activities, async (called, run) => {
    if (called === name) {
      entered.resolve();
      await goOn.promise;
    }
    return run();
  });
  return { activities: paused, entered: entered.promise, goOn: goOn.resolve };
}

function refusal(name: ActivityName): ApplicationFailure {
  return ApplicationFailure.nonRetryable(`${name} was made to fail. It is a test.`, 'test_refusal');
}

function wrapped(
  activities: Activities,
  wrap: (name: string, run: () => Promise<unknown>) => Promise<unknown>,
): Activities {
  return new Proxy(activities, {
    get: (target, name: string) => {
      const activity: (input: unknown) => Promise<unknown> = Reflect.get(target, name);
      return async (input: unknown) => wrap(name, async () => activity(input));
    },
  });
}
