import type { Tree } from '@nx/devkit';
import { beforeAll, describe, expect, test } from 'vitest';

import { createWorkspaceTree, registryFile } from '../testing/workspace-tree.ts';
import eventType from './generator.ts';
import type { EventTypeOptions } from './new-event.ts';

let tree: Tree;

describe('in a workspace with a workflow', () => {
  beforeAll(() => {
    tree = createWorkspaceTree();
    eventType(tree, { name: 'order.taken', starts: 'takenWorkflow', http: 'take-order' });
    eventType(tree, { name: 'order.taken_again', http: 'take2nd' });
    eventType(tree, { name: 'order.handed_over', completes: 'takenWorkflow' });
  });

  test.each<[string, Omit<EventTypeOptions, 'name'>, string]>([
    ['a field without a type', { fields: ['name'] }, '"name" is not name:type with a snake_case'],
    [
      'a field in camelCase',
      { fields: ['firstName:string'] },
      '"firstName:string" is not name:type',
    ],
    [
      'an inherited name',
      { fields: ['constructor:string'] },
      '"constructor" has a name that every',
    ],
    [
      'an unknown field type',
      { fields: ['a:text'] },
      'field "a" has the type "text". Use string, int',
    ],
    [
      'words without an option',
      { _: ['a:int'] },
      '"a:int" belongs to no option. Write fields after',
    ],
    ['an empty enum', { fields: ['a:enum()'] }, 'field "a" has the type "enum()". Use string, int'],
    ['an enum with a value twice', { fields: ['a:enum(b|b)'] }, 'has the type "enum(b|b)"'],
    ['a string with values', { fields: ['a:string(b)'] }, 'has the type "string(b)"'],
    ['a field twice', { fields: ['a:int', 'a:string'] }, 'field "a" is named twice. Name it once.'],
    [
      'a task queue of nothing',
      { taskQueue: 'new' },
      '--taskQueue "new" is of a workflow, and none',
    ],
    [
      'an activity of nothing',
      { activity: 'aActivity' },
      '--activity "aActivity" is of a workflow',
    ],
    ['a bad task queue', { starts: 'newWorkflow', taskQueue: 'a b' }, '"a b" is not kebab-case'],
    [
      'an activity of another name',
      { starts: 'newWorkflow', activity: 'openOrder' },
      'activity "openOrder" is not a camelCase name of at most 100 characters that ends in Activity',
    ],
    [
      'an activity whose file is there',
      { starts: 'newWorkflow', activity: 'aActivity' },
      'activities/a-activity.ts exists. Choose another name.',
    ],
    ['a bad aggregate', { aggregate: 'aB' }, 'aggregateType "aB" is not a snake_case noun'],
    ['a workflow of another name', { starts: 'shipOrder' }, 'ends in Workflow. Write for example'],
    [
      'a workflow of 120 letters',
      { starts: `${'a'.repeat(112)}Workflow` },
      'at most 100 characters',
    ],
    [
      'a workflow that is started',
      { starts: 'takenWorkflow' },
      'is started by "order.taken". Name',
    ],
    ['a workflow whose file is there', { starts: 'aWorkflow' }, 'workflows/a-workflow.ts exists.'],
    ['an unknown workflow', { signals: 'noWorkflow.go' }, 'with one of: takenWorkflow.'],
    [
      'a signal without a name',
      { signals: 'takenWorkflow' },
      'signals.signal "" is not a camelCase',
    ],
    [
      'an end of an unknown workflow',
      { fails: 'noWorkflow' },
      '<workflow> with one of: takenWorkflow.',
    ],
    ['a second success', { completes: 'takenWorkflow' }, 'has "order.handed_over" as completedBy.'],
    [
      'both ends',
      { completes: 'takenWorkflow', fails: 'takenWorkflow' },
      'are both there. Success',
    ],
    ['both', { starts: 'newWorkflow', signals: 'takenWorkflow.go' }, 'starts and signals are both'],
    [
      'a function that is taken',
      { http: 'take-order' },
      'Function "take-order" emits "order.taken"',
    ],
    [
      'a function called alike',
      { http: 'take-2nd' },
      'Function "take-2nd" is take2nd() in the SDK, as',
    ],
    [
      'a function of the SDK',
      { http: 'get-event' },
      'Function "get-event" cannot be used, because',
    ],
    [
      'a path of the body',
      { http: 'send-order/{body}' },
      'Aggregate id "path.body" cannot be used',
    ],
    ['a path of two', { http: 'send-order/{a}/{b}' }, '"send-order/{a}/{b}" is not kebab-case'],
    [
      'a function in camelCase',
      { http: 'sendOrder' },
      'http.function "sendOrder" is not kebab-case',
    ],
  ])('%s is refused before anything is written', (_, options, message) => {
    const before = tree.listChanges();
    expect(() => eventType(tree, { name: 'order.placed', ...options })).toThrow(message);
    expect(tree.listChanges()).toEqual(before);
  });
});

describe('of two events', () => {
  beforeAll(() => {
    tree = createWorkspaceTree();
    eventType(tree, { name: 'user.invited' });
    eventType(tree, { name: 'user.invited_now' });
  });

  test.each([
    ['user.invited', 'exists: libs/contracts/src/events/user/invited.ts. Edit that file'],
    [
      'user_invited.now',
      'userInvitedNow is taken by libs/contracts/src/events/user/invited-now.ts',
    ],
    ['user', 'is not "<aggregate>.<past_tense>" in snake_case. Write for example'],
    ['User.Invited', 'is not "<aggregate>.<past_tense>" in snake_case. Write for example'],
    ['../../user.invited', 'is not "<aggregate>.<past_tense>" in snake_case. Write for example'],
    [
      `user.${'invited_'.repeat(7)}at`,
      'needs 64 characters as an SQL name, at most 56 fit. Shorten it.',
    ],
  ])('%s is refused before anything is written', (name, message) => {
    const before = tree.listChanges();
    expect(() => eventType(tree, { name })).toThrow(message);
    expect(tree.listChanges()).toEqual(before);
  });
});

test('a worker in another form is left alone', () => {
  tree = createWorkspaceTree();
  tree.write('apps/worker/src/activities/create-activities.ts', 'export {};\n');
  const before = tree.listChanges();
  const add = () => eventType(tree, { name: 'order.placed', starts: 'orderShippingWorkflow' });
  expect(add).toThrow('Bring it into that form');
  expect(tree.listChanges()).toEqual(before);
});

test('a registry in another form is left alone', () => {
  tree = createWorkspaceTree();
  tree.write(registryFile, 'export const registry = new Map();\n');
  const before = tree.listChanges();
  expect(() => eventType(tree, { name: 'user.invited' })).toThrow('Bring it into that form');
  expect(tree.listChanges()).toEqual(before);
});
