import { connectLocalApi } from '../../src/agent/local-api/local-client.ts';
import { agentSocketFor, controlPathOf } from '../../src/agent/local-api/socket-path.ts';
import { settleFindings } from '../../src/contracts/local-api.ts';
import type { RelayDeps } from '../ipc/relay.ts';

/** One call to the agent's control address. Rejects with FORBIDDEN where the operating system keeps this person out. */
export async function settleOverControl(request: Parameters<RelayDeps['settle']>[0], signal: AbortSignal): ReturnType<RelayDeps['settle']> {
  const client = await connectLocalApi({ path: controlPathOf(agentSocketFor(process.env)), signal });
  try {
    return await client.call(settleFindings, request);
  } finally {
    client.close();
  }
}
