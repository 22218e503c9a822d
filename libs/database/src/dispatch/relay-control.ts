import type { ClientBase } from 'pg';

/** Whether an operator has paused all relays. Routes are paused one by one in workflow_route. */
export async function readRelayControl(client: ClientBase): Promise<{ paused: boolean }> {
  const { rows } = await client.query<{ paused: boolean }>({
    name: 'read-relay-control',
    text: 'SELECT paused FROM relay_control',
  });
  return { paused: rows[0]?.paused ?? false };
}
