import * as z from 'zod';

import { turnProblems } from './check-turn.ts';
import { InvalidContractError } from './contract-errors.ts';
import type {
  EventContract,
  HttpEmission,
  SignalsWorkflow,
  StartsWorkflow,
} from './define-event.ts';

const eventTypePattern = /^[a-z][a-z0-9]*(_[a-z0-9]+)*(\.[a-z][a-z0-9]*(_[a-z0-9]+)*)+$/;
const snakeCase = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const camelCase = /^[a-z][A-Za-z0-9]*$/;
const workflowName = /^[a-z][A-Za-z0-9]*Workflow$/;
const pathParameter = /^path\.[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const permissionName = /^[a-z][a-z0-9_.:-]*$/;
const placeholder = /\{(aggregate_id|event_id)\}/g;

/** PostgreSQL cuts identifiers at 63 bytes; `_v` and three digits of version come after the type. */
const maxTypeLength = 56;
/** Limit of `workflow_id` in the metadata. */
const maxWorkflowIdLength = 255;
const uuidLength = 36;

/** Refuses a contract that contradicts itself, with all of its problems at once. */
export function checkContract(contract: EventContract): void {
  const problems = [
    ...nameProblems(contract),
    ...dataProblems(contract),
    ...(contract.starts ? startsProblems(contract.starts) : []),
    ...(contract.starts ? turnProblems(contract, contract.starts) : []),
    ...(contract.signals ? signalsProblems(contract, contract.signals) : []),
    ...(contract.http ? httpProblems(contract, contract.http) : []),
  ];
  if (problems.length > 0) throw new InvalidContractError(contract.type, problems);
}

function nameProblems({ type, version, aggregateType, description }: EventContract): string[] {
  const problems: string[] = [];
  if (!eventTypePattern.test(type)) {
    problems.push(
      `type "${type}" is not "<aggregate>.<past_tense>" in snake_case. Write for example "user.invitation_sent".`,
    );
  }
  if (sqlNameOf(type).length > maxTypeLength) {
    problems.push(
      `type "${type}" needs ${sqlNameOf(type).length} characters as an SQL name, at most ${maxTypeLength} fit. Shorten it.`,
    );
  }
  if (!Number.isInteger(version) || version < 1 || version > 999) {
    problems.push(`version is ${version}. Use a whole number from 1 to 999.`);
  }
  if (!snakeCase.test(aggregateType)) {
    problems.push(
      `aggregateType "${aggregateType}" is not a snake_case noun. Write for example "organization".`,
    );
  }
  if (aggregateType === 'event') {
    problems.push(
      'aggregateType "event" would put the aggregate id over the event_id of the answer. Name what the event is about.',
    );
  }
  if (description.trim() === '') {
    problems.push('description is empty. Say in one sentence what has happened.');
  }
  return problems;
}

function dataProblems({ data, examples }: EventContract): string[] {
  const problems: string[] = [];
  if (!(data._zod.def.catchall instanceof z.ZodNever)) {
    problems.push('data accepts unknown keys. Declare it with z.strictObject.');
  }
  for (const key of Object.keys(data.shape)) {
    if (!snakeCase.test(key)) problems.push(`data.${key} is not snake_case. Rename the field.`);
  }
  if (examples.length === 0) problems.push('examples is empty. Give at least one valid data.');
  examples.forEach((example, index) => {
    const { error } = data.safeParse(example);
    for (const { path, message } of error?.issues ?? []) {
      problems.push(`examples[${index}] at ${path.join('.') || 'data'}: ${message}. Correct it.`);
    }
  });
  return problems;
}

function startsProblems({ taskQueue, ...target }: StartsWorkflow): string[] {
  const { completedBy, failedBy } = target;
  const problems = workflowProblems('starts', target);
  if (!kebabCase.test(taskQueue)) {
    problems.push(
      `starts.taskQueue "${taskQueue}" is not kebab-case. Write for example "bootstrap".`,
    );
  }
  for (const [key, type] of Object.entries({ completedBy, failedBy })) {
    if (typeof type === 'string' && !eventTypePattern.test(type)) {
      problems.push(
        `starts.${key} "${type}" is not an event type. Name one of the registry, such as "user.invited".`,
      );
    }
  }
  if (completedBy !== undefined && completedBy === failedBy) {
    problems.push(
      `starts.completedBy and starts.failedBy are both "${completedBy}". Tell success and failure by two event types.`,
    );
  }
  return problems;
}

function signalsProblems({ starts }: EventContract, signals: SignalsWorkflow): string[] {
  const problems = workflowProblems('signals', signals);
  if (starts !== undefined) {
    problems.push('starts and signals are both there. An event starts a workflow or signals one.');
  }
  if (!camelCase.test(signals.signal) || signals.signal.length > 100) {
    problems.push(
      `signals.signal "${signals.signal}" is not a camelCase name of at most 100 characters. Write for example "invitationAccepted".`,
    );
  }
  return problems;
}

function workflowProblems(
  field: 'starts' | 'signals',
  { workflow, workflowId }: { readonly workflow: string; readonly workflowId: string },
): string[] {
  const problems: string[] = [];
  if (!workflowName.test(workflow) || workflow.length > 100) {
    problems.push(
      `${field}.workflow "${workflow}" is not a camelCase name of at most 100 characters that ends in Workflow. Write for example "userInvitationWorkflow".`,
    );
  }
  const rest = workflowId.replaceAll(placeholder, '');
  if (rest === workflowId || /[{}]/.test(rest)) {
    problems.push(
      `${field}.workflowId "${workflowId}" must hold {aggregate_id} or {event_id} and no other braces. Write for example "user-invitation-{aggregate_id}".`,
    );
  }
  const length = workflowId.replaceAll(placeholder, '0'.repeat(uuidLength)).length;
  if (length > maxWorkflowIdLength) {
    problems.push(
      `${field}.workflowId makes ids of ${length} characters, at most ${maxWorkflowIdLength} fit. Shorten it.`,
    );
  }
  return problems;
}

function httpProblems({ data }: EventContract, http: HttpEmission): string[] {
  const problems: string[] = [];
  if (!kebabCase.test(http.function)) {
    problems.push(
      `http.function "${http.function}" is not kebab-case. Write for example "create-organization".`,
    );
  }
  if (http.aggregateId !== 'new' && !pathParameter.test(http.aggregateId)) {
    problems.push(
      `http.aggregateId "${http.aggregateId}" is neither "new" nor a path parameter. Write for example "path.organization_id".`,
    );
  }
  if (!permissionName.test(http.permission)) {
    problems.push(
      `http.permission "${http.permission}" is not a name in small letters, digits and _.:-. Write for example "user.invite".`,
    );
  }
  for (const [key, value] of Object.entries(http.defaults ?? {})) {
    const field = Object.hasOwn(data.shape, key) ? data.shape[key] : undefined;
    if (field === undefined) {
      problems.push(`http.defaults.${key} is no field of data. Remove it.`);
    } else if (!z.safeParse(field, value).success) {
      problems.push(`http.defaults.${key} is refused by data.${key}. Give a valid default.`);
    }
  }
  return problems;
}

/** The event type as it stands in names of SQL functions: dots become double underscores. */
export function sqlNameOf(type: string): string {
  return type.replaceAll('.', '__');
}
