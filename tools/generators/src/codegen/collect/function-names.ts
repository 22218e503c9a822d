import { runtimeNames } from '../print-validators/module-scope.ts';
import { reservedWords } from '../print-validators/reserved-words.ts';
import { camelCase } from '../print-validators/typescript-text.ts';

/** Paths that the edge serves itself, and modules that every SDK has beside those of functions. */
const takenPaths = new Set(['events', 'functions', 'healthz', 'patterns', 'readyz']);

/** What `libs/sdk/src/index.ts` exports by hand, and what the module of a function imports. */
const takenInSdk = new Set([
  'createClient',
  'emitEvent',
  'getEvent',
  'requireUuid',
  'waitForCompletion',
  'waitForWorkflow',
  ...runtimeNames,
]);

/** `then` would make a promise of the module that exports it. */
const notCallable = new Set([...reservedWords, 'then']);

/** What stands before the path parameter among the parameters of a function, or is used in it. */
const takenParameters = new Set([
  ...reservedWords,
  'body',
  'client',
  'emission',
  'emitEvent',
  'options',
  'requireUuid',
]);

/** Why no edge function can have the name; undefined when one can. */
export function functionNameProblem(name: string): string | undefined {
  const called = camelCase(name);
  const reason = takenPaths.has(name)
    ? 'the edge or the SDK has one of its own'
    : takenInSdk.has(called)
      ? `the SDK has its own ${called}()`
      : notCallable.has(called)
        ? `JavaScript takes no function that is called ${called}`
        : undefined;
  return reason && `"${name}" cannot be used, because ${reason}. Write for example "${name}-user".`;
}

/** Why the SDK's function cannot take the aggregate id; undefined when it can. */
export function aggregateIdProblem(aggregateId: string): string | undefined {
  const parameter = camelCase(aggregateId.replace('path.', ''));
  if (aggregateId === 'new' || !takenParameters.has(parameter)) return undefined;
  return `"${aggregateId}" cannot be used, because the SDK's function means something else by ${parameter}. Write for example "${aggregateId}_id".`;
}
