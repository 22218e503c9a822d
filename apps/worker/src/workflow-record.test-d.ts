import type { WorkflowInput, WorkflowInputs } from '@a4c/contracts';
import { expectTypeOf, test } from 'vitest';

import type { DeclaredWorkflows, workflowRecord } from './workflow-record.ts';

type Implemented = typeof workflowRecord;
type Invitation = 'userInvitationWorkflow';

test('every workflow that a contract starts must be there', () => {
  expectTypeOf<Implemented>().toExtend<DeclaredWorkflows>();
  expectTypeOf<keyof WorkflowInputs>().toEqualTypeOf<keyof Implemented>();
  expectTypeOf<Omit<Implemented, Invitation>>().not.toExtend<DeclaredWorkflows>();
});

test('a workflow must take what its event gives', () => {
  type Taking<Input> = Omit<Implemented, Invitation> &
    Record<Invitation, (input: Input) => Promise<void>>;
  type Given = WorkflowInput<'user.invitation_initiated'>;
  type WithMore = Omit<Given, 'data'> & { readonly data: Given['data'] & { role: string } };
  expectTypeOf<Taking<Given>>().toExtend<DeclaredWorkflows>();
  expectTypeOf<Taking<WithMore>>().not.toExtend<DeclaredWorkflows>();
  expectTypeOf<
    Taking<WorkflowInput<'organization.bootstrap_initiated'>>
  >().not.toExtend<DeclaredWorkflows>();
});
