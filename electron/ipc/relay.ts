import type { z } from 'zod';
import { type ServedCall, serve } from '../../src/agent/local-api/local-server.ts';
import { AppError, toAppError } from '../../src/base/app-error.ts';
import {
  getExposure,
  getLastUpload,
  getStatus,
  listFindings,
  type LocalAnswer,
  localRequest,
  runScan,
  settleFindings,
} from '../../src/contracts/local-api.ts';
import type { AgentLink } from '../agent-link/agent-link.ts';

type ScanRequest = z.infer<typeof runScan.request>;
type SettleRequest = z.infer<typeof settleFindings.request>;

export interface RelayDeps {
  readonly call: AgentLink['call'];
  /** A scan asked for in the window goes the same way as one asked for in the menu. */
  readonly scan: (request: ScanRequest) => Promise<{ scanId: string }>;
  /** Asks the agent's control address, which may refuse this person. */
  readonly settle: (request: SettleRequest) => Promise<{ settled: number }>;
}

const neverAborted = new AbortController().signal;

/** Answers the window with what the agent answers now; never throws. The window reaches these calls and no other. */
export function createRelay({ call, scan, settle }: RelayDeps): (raw: unknown) => Promise<LocalAnswer> {
  const served: readonly ServedCall[] = [
    serve(getStatus, (request) => call(getStatus, request)),
    serve(listFindings, (request) => call(listFindings, request)),
    serve(getExposure, (request) => call(getExposure, request)),
    serve(getLastUpload, (request) => call(getLastUpload, request)),
    serve(runScan, (request) => scan(request)),
    serve(settleFindings, (request) => settle(request)),
  ];
  return async (raw) => {
    const parsed = localRequest.safeParse(raw);
    if (!parsed.success) return refusal(0, new AppError('LOCAL_CALL_INVALID', 'This message is no request of the local API.'));
    const { id, call: name, request } = parsed.data;
    try {
      const found = served.find((one) => one.name === name);
      if (!found) throw new AppError('LOCAL_CALL_INVALID', `The window may not call "${name}".`);
      return { id, response: await found.handle(request, { signal: neverAborted, progress: () => undefined }) };
    } catch (thrown) {
      return refusal(id, toAppError(thrown));
    }
  };
}

export const refusal = (id: number, { code, message }: AppError): LocalAnswer => ({ id, error: { code, message } });
