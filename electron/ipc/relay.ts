import type { z } from 'zod';
import { type ServedCall, serve } from '../../src/agent/local-api/local-server.ts';
import { AppError, toAppError } from '../../src/base/app-error.ts';
import {
  getExposure,
  getLastUpload,
  getStatus,
  listFindings,
  type LocalAnswer,
  type LocalCall,
  localRequest,
  runScan,
  settleFindings,
} from '../../src/contracts/local-api.ts';
import { cancelScan, pauseScans, resumeScans, watchScan } from '../../src/contracts/local-scans.ts';
import { getChecks, getExposedItems, getHistory, getUpdates, listChanges } from '../../src/contracts/local-views.ts';
import { type AppSettings, getAppSettings, savePdf, setStartsAtLogin } from '../../src/contracts/tray-app.ts';
import type { AgentLink } from '../agent-link/agent-link.ts';
import type { OverControl } from '../agent-link/over-control.ts';

type ScanRequest = z.infer<typeof runScan.request>;

/** What the application itself does for its window. */
export interface AppServices {
  settings(): AppSettings;
  setStartsAtLogin(startsAtLogin: boolean): AppSettings;
  savePdf(name: string): Promise<'saved' | 'cancelled'>;
}

export interface RelayDeps {
  readonly call: AgentLink['call'];
  /** A scan asked for in the window goes the same way as one asked for in the menu. */
  readonly scan: (request: ScanRequest) => Promise<{ scanId: string }>;
  /** Follows the scan under way; what it does is told to the window. */
  readonly watch: () => Promise<{ scanId: string | null }>;
  /** Asks the agent's control address, which may refuse this person. */
  readonly overControl: OverControl;
  readonly services: AppServices;
}

const neverAborted = new AbortController().signal;

/** Answers the window with what the agent answers now; never throws. The window reaches these calls and no other. */
export function createRelay({ call, scan, watch, overControl, services }: RelayDeps): (raw: unknown) => Promise<LocalAnswer> {
  const passOn = <Request, Response>(spec: LocalCall<Request, Response>): ServedCall => serve(spec, (request) => call(spec, request));
  const served: readonly ServedCall[] = [
    passOn(getStatus),
    passOn(listFindings),
    passOn(getExposure),
    passOn(getLastUpload),
    passOn(getChecks),
    passOn(listChanges),
    passOn(getUpdates),
    passOn(getExposedItems),
    passOn(getHistory),
    passOn(cancelScan),
    passOn(resumeScans),
    serve(runScan, (request) => scan(request)),
    serve(watchScan, () => watch()),
    serve(settleFindings, (request) => overControl(settleFindings, request)),
    serve(pauseScans, (request) => overControl(pauseScans, request)),
    serve(getAppSettings, () => services.settings()),
    serve(setStartsAtLogin, ({ startsAtLogin }) => services.setStartsAtLogin(startsAtLogin)),
    serve(savePdf, async ({ name }) => ({ outcome: await services.savePdf(name) })),
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
