import type { ActivityDependencies } from './activity-dependencies.ts';
import type { BootstrapRequest } from './bootstrap-request.ts';
import { currentRunId } from './current-run-id.ts';
import { ensureUser } from './ensure-user.ts';
import { inTransaction } from './in-transaction.ts';

type OwnerRequest = BootstrapRequest & { readonly owner_email: string };

/** Step 2: the owner's account, found by its address or made. */
export async function createOwnerActivity(
  dependencies: ActivityDependencies,
  request: OwnerRequest,
): Promise<{ readonly owner_id: string }> {
  const wanted = { email: request.owner_email, runId: currentRunId(), cause: request };
  return inTransaction(dependencies.pool, async (client) => ({
    owner_id: await ensureUser(dependencies, client, wanted),
  }));
}
