import { connectLocalApi } from '../../src/agent/local-api/local-client.ts';
import { agentSocketFor, controlPathOf } from '../../src/agent/local-api/socket-path.ts';
import { AppError } from '../../src/base/app-error.ts';
import type { LocalCall } from '../../src/contracts/local-api.ts';

/** Asks for what needs a right. */
export type OverControl = <Request extends { readonly itCode?: string | undefined }, Response>(
  spec: LocalCall<Request, Response>,
  request: Request,
) => Promise<Response>;

/**
 * To the agent's control address; where the operating system keeps this person out, or a code is given, to the address of everybody,
 * which asks for the IT code. Rejects with IT_CODE_REQUIRED, or with FORBIDDEN where the machine has no code.
 */
export function overControl(signal: AbortSignal, env: Readonly<Record<string, string | undefined>> = process.env): OverControl {
  return async (spec, request) => {
    const path = agentSocketFor(env);
    if (request.itCode !== undefined) return callAt(path, spec, request, signal);
    try {
      return await callAt(controlPathOf(path), spec, request, signal);
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'FORBIDDEN') return callAt(path, spec, request, signal);
      throw thrown;
    }
  };
}

async function callAt<Request, Response>(
  path: string,
  spec: LocalCall<Request, Response>,
  request: Request,
  signal: AbortSignal,
): Promise<Response> {
  const client = await connectLocalApi({ path, signal });
  try {
    return await client.call(spec, request);
  } finally {
    client.close();
  }
}
