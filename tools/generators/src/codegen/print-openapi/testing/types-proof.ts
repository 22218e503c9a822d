import type { EventIr } from '../../contract-ir.ts';
import { bodyName } from '../../print-sdk/emit-function.ts';
import { camelCase, quote } from '../../print-validators/typescript-text.ts';

/** Fields that are expected to differ, by event type. */
export type Differing = Readonly<Record<string, readonly string[]>>;

/**
 * A module that passes the type-check when the types in `api.ts`, made from the OpenAPI document, are
 * those of the SDK: for every function its body, field by field, what is answered, and the path.
 */
export function printTypesProof(events: readonly EventIr[], differing: Differing): string {
  const proofs = events.flatMap(({ http, ...event }) => {
    if (http === undefined) return [];
    const operation = camelCase(http.function);
    const body = bodyName({ http, ...event });
    const fields = (differing[event.type] ?? []).map((field) => quote(field));
    const call = `Parameters<typeof sdk.${operation}>`;
    const own = http.aggregateId === 'new' ? [] : [http.aggregateId.slice('path.'.length)];
    return [
      `export const ${operation}Body: Same<`,
      `  Differing<Body<'${operation}'>, sdk.${body}>, ${fields.join(' | ') || 'never'}> = true;`,
      `export const ${operation}Parameter: Same<sdk.${body}, ${call}[${1 + own.length}] & {}> = true;`,
      `export const ${operation}Answer: Same<Answer<'${operation}', 202>, {`,
      `  event_id: Emitted['eventId']; ${event.aggregateType}_id: Emitted['aggregateId']; message: string;`,
      '}> = true;',
      ...own.map(
        (name) =>
          `export const ${operation}Path: Same<Path<'${operation}'>, { ${name}: ${call}[1] }> = true;`,
      ),
    ];
  });
  return `${head}${proofs.join('\n')}\n`;
}

const head = `import type { components, operations } from './api.ts';
import type * as sdk from './libs/sdk/src/index.ts';

/** The identity of types, not only that each can be assigned to the other. */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
type Differing<A, B> = {
  [K in keyof A | keyof B]-?: K extends keyof A & keyof B
    ? Same<Pick<A, K>, Pick<B, K>> extends true ? never : K
    : K;
}[keyof A | keyof B];
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

type Body<Name extends keyof operations> = operations[Name] extends {
  requestBody: { content: { 'application/json': infer Data } };
} ? Data : 'no body';
type Answer<Name extends keyof operations, Status extends number> = operations[Name] extends {
  responses: { [status in Status]: { content: { 'application/json': infer Data } } };
} ? Data : 'no answer';
type Path<Name extends keyof operations> = operations[Name]['parameters'] extends { path: infer Data }
  ? Data : 'no path';
type Emitted = sdk.EmittedEvent;

export const status: Same<Answer<'getEvent', 200>, Mutable<sdk.EventStatus>> = true;
type FieldError = components['schemas']['field_error'];
export const issue: Same<Pick<FieldError, 'path' | 'rule'>, Mutable<sdk.EventIssue>> = true;

`;
