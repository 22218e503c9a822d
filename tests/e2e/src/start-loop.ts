import { randomUUID } from 'node:crypto';

import { startStack, type StackOptions } from '@a4c/dev-stack';
import { Connection } from '@temporalio/client';
import { Pool } from 'pg';

/** The whole loop on servers of its own, with what a test needs to arrange and to look at. */
export async function startLoop(options: StackOptions = {}) {
  const stack = await startStack(options);
  const owner = new Pool({ connectionString: stack.databaseUrl, max: 4 });
  const service = new Pool({ connectionString: stack.urlFor('service'), max: 4 });
  const connection = await Connection.connect({ address: stack.temporalAddress });

  return {
    stack,
    owner,
    service,
    temporal: connection.workflowService,

    /** Asks the edge for an organization. */
    async requestOrganization(
      body: { name: string; slug: string; owner_email: string },
      headers: Record<string, string> = {},
    ) {
      const response = await fetch(`${stack.edgeUrl}/create-organization`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${stack.token}`,
          'content-type': 'application/json',
          ...headers,
        },
        body: JSON.stringify(body),
      });
      const accepted: { event_id: string; organization_id: string } = JSON.parse(
        await response.text(),
      );
      return { status: response.status, ...accepted };
    },

    /** Inserts so many events in one transaction, each for an organization of its own. */
    async insertEvents(count: number): Promise<string[]> {
      const slug = `org-${randomUUID().slice(0, 8)}`;
      const { rows } = await service.query<{ id: string }>(
        `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
         SELECT 'organization.bootstrap_initiated', 'organization', gen_random_uuid(),
           jsonb_build_object('name', 'Acme', 'slug', $2 || '-' || n, 'owner_email', 'owner@acme.example',
             'tier', 'free', 'subdomain_enabled', false),
           '{"timestamp": "2026-01-01T00:00:00.000Z"}'
         FROM generate_series(1, $1::int) n RETURNING id`,
        [count, slug],
      );
      return rows.map((row) => row.id);
    },

    /**
     * Asks the database until the condition, one SQL expression, holds: what other processes do is
     * seen there only. The test's time-out bounds it.
     */
    async until(condition: string, values: unknown[] = []): Promise<void> {
      const statement = `SELECT (${condition}) IS TRUE AS holds, pg_sleep(0.02)`;
      for (;;) {
        const { rows } = await owner.query<{ holds: boolean }>(statement, values);
        if (rows[0]?.holds === true) return;
      }
    },

    /** Temporal's own list of runs: workflow id → run ids. */
    async listRuns(): Promise<Map<string, string[]>> {
      const runs = new Map<string, string[]>();
      let nextPageToken = new Uint8Array();
      do {
        const page = await connection.workflowService.listWorkflowExecutions({
          namespace: 'default',
          pageSize: 500,
          nextPageToken,
        });
        for (const { execution } of page.executions) {
          const { workflowId = '', runId = '' } = execution ?? {};
          runs.set(workflowId ?? '', [...(runs.get(workflowId ?? '') ?? []), runId ?? '']);
        }
        nextPageToken = new Uint8Array(page.nextPageToken);
      } while (nextPageToken.length > 0);
      return runs;
    },

    /** Workflow id → run id as the events have them. */
    async storedRuns(eventIds: readonly string[]): Promise<Map<string, string[]>> {
      const { rows } = await owner.query<{ workflow_id: string; run_id: string }>(
        `SELECT event_metadata->>'workflow_id' AS workflow_id, event_metadata->>'workflow_run_id' AS run_id
         FROM domain_events WHERE id = ANY ($1)`,
        [eventIds],
      );
      return new Map(rows.map((row) => [row.workflow_id, [row.run_id]]));
    },

    async [Symbol.asyncDispose]() {
      await Promise.all([owner.end(), service.end(), connection.close()]);
      await stack.stop();
    },
  };
}

export type Loop = Awaited<ReturnType<typeof startLoop>>;
