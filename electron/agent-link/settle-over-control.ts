import { connectLocalApi } from '../../src/agent/local-api/local-client.ts';
import { agentSocketFor, controlPathOf } from '../../src/agent/local-api/socket-path.ts';
import { AppError } from '../../src/base/app-error.ts';
import { settleFindings } from '../../src/contracts/local-api.ts';
import type { RelayDeps } from '../ipc/relay.ts';

type Settle = RelayDeps['settle'];

/**
 * To the agent's control address; where the operating system keeps this person out, or a code is given, to the address of everybody,
 * which asks for the IT code. Rejects with IT_CODE_REQUIRED, or with FORBIDDEN where the machine has no code.
 */
export async function settleOverControl(request: Parameters<Settle>[0], signal: AbortSignal, env = process.env): ReturnType<Settle> {
  const path = agentSocketFor(env);
  if (request.itCode !== undefined) return settleAt(path, request, signal);
  try {
    return await settleAt(controlPathOf(path), request, signal);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'FORBIDDEN') return settleAt(path, request, signal);
    throw thrown;
  }
}

async function settleAt(path: string, request: Parameters<Settle>[0], signal: AbortSignal): ReturnType<Settle> {
  const client = await connectLocalApi({ path, signal });
  try {
    return await client.call(settleFindings, request);
  } finally {
    client.close();
  }
}
