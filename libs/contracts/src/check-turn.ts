import type * as z from 'zod';

import type { EventContract, StartsWorkflow } from './define-event.ts';

const placeholder =
  /\{(?:aggregate_id|event_id|event_(data|metadata)\.([a-z][a-z0-9]*(?:_[a-z0-9]+)*))\}/g;
/** Of these `event_data->>field` is the value, and nothing but the value. */
const plainKinds = new Set(['string', 'number', 'boolean', 'enum', 'literal', 'template_literal']);

/** What is wrong with the order, fairness and priority of a start. */
export function turnProblems(
  { data }: EventContract,
  { order, fairness, priority }: StartsWorkflow,
): string[] {
  const problems: string[] = [];
  if (order !== undefined && order !== 'aggregate') {
    problems.push(
      `starts.order "${String(order)}" is unknown. Write "aggregate", or leave it out.`,
    );
  }
  if (priority !== undefined && ![1, 2, 3, 4, 5].includes(priority)) {
    problems.push(
      `starts.priority is ${String(priority)}. Use a whole number from 1 (first) to 5.`,
    );
  }
  return fairness === undefined ? problems : [...problems, ...fairnessProblems(fairness, data)];
}

function fairnessProblems(template: string, data: z.ZodObject): string[] {
  const found = [...template.matchAll(placeholder)];
  if (found.length === 0 || /[{}]/.test(template.replaceAll(placeholder, ''))) {
    return [
      `starts.fairness "${template}" must hold {aggregate_id}, {event_id}, {event_data.<field>} or {event_metadata.<field>} and no other braces. Write for example "{event_metadata.user_id}".`,
    ];
  }
  return found.flatMap(([, source, field = '']) => {
    if (source !== 'data') return [];
    const schema = Object.hasOwn(data.shape, field) ? data.shape[field] : undefined;
    if (schema === undefined) {
      return [
        `starts.fairness names event_data.${field}, which is no field of data. Name one of: ${Object.keys(data.shape).join(', ')}.`,
      ];
    }
    const kind = kindOf(schema);
    if (plainKinds.has(kind)) return [];
    return [
      `starts.fairness names event_data.${field}, which is of kind ${kind}. Name a text, a number or a boolean.`,
    ];
  });
}

/** Whether it may be missing or null does not count. */
function kindOf(schema: z.core.$ZodType): string {
  const { def } = schema._zod;
  const inner = 'innerType' in def ? def.innerType : undefined;
  return isSchema(inner) ? kindOf(inner) : def.type;
}

function isSchema(value: unknown): value is z.core.$ZodType {
  return typeof value === 'object' && value !== null && '_zod' in value;
}
