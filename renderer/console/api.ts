import { z } from 'zod';
import type { Clock } from '../../src/base/clock.ts';
import { parseJson } from '../../src/base/parse-json.ts';
import { endpointDetail, endpointPage, errorBody, findingPage, session, unitList } from '../../src/contracts/http-api.ts';
import { letterReading } from '../../src/contracts/letter-reading.ts';
import { attachment, machinePage, warning, warningDetail, warningPage } from '../../src/contracts/warnings.ts';
import type { FindingState } from '../../src/domain/finding.ts';
import type { Severity } from '../../src/domain/severity.ts';
import type { MachineState } from '../../src/domain/warnings/figures.ts';
import type { WarningContent, WarningState } from '../../src/domain/warnings/warning.ts';
import { type Answer, failed } from './answer.ts';

const answerMs = 15_000;
/** A file of 10 MB over a slow line. */
const uploadMs = 180_000;

interface Paged {
  readonly unitId?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}
export interface FindingRequest extends Paged {
  readonly endpointId?: string | undefined;
  readonly state?: FindingState | undefined;
  readonly severity?: Severity | undefined;
}

export interface WarnedMachineRequest extends Omit<Paged, 'unitId'> {
  readonly state?: MachineState | undefined;
}

/** The collector's interface as the console uses it. Every answer is held against its contract before anyone sees it. */
export interface Api {
  /** The collector's time: browsers in hospitals may have wrong clocks. The browser's own until the first answer. */
  readonly clock: Clock;
  units(signal: AbortSignal): Promise<Answer<z.infer<typeof unitList>>>;
  endpoints(request: Paged, signal: AbortSignal): Promise<Answer<z.infer<typeof endpointPage>>>;
  endpoint(endpointId: string, signal: AbortSignal): Promise<Answer<z.infer<typeof endpointDetail>>>;
  findings(request: FindingRequest, signal: AbortSignal): Promise<Answer<z.infer<typeof findingPage>>>;
  warnings(request: Omit<Paged, 'unitId'>, signal: AbortSignal): Promise<Answer<z.infer<typeof warningPage>>>;
  warning(warningId: string, signal: AbortSignal): Promise<Answer<z.infer<typeof warningDetail>>>;
  warnedMachines(warningId: string, request: WarnedMachineRequest, signal: AbortSignal): Promise<Answer<z.infer<typeof machinePage>>>;
  /** What is recognised in the text of a letter; nothing is stored. */
  letterReading(text: string, signal: AbortSignal): Promise<Answer<z.infer<typeof letterReading>>>;
  createWarning(content: WarningContent, signal: AbortSignal): Promise<Answer<z.infer<typeof warning>>>;
  editWarning(warningId: string, content: WarningContent, signal: AbortSignal): Promise<Answer<z.infer<typeof warning>>>;
  setWarningState(warningId: string, state: WarningState, signal: AbortSignal): Promise<Answer<z.infer<typeof warning>>>;
  attachFile(warningId: string, file: File, signal: AbortSignal): Promise<Answer<z.infer<typeof attachments>>>;
  session(signal: AbortSignal): Promise<Answer<z.infer<typeof session>>>;
  signIn(token: string, signal: AbortSignal): Promise<Answer<z.infer<typeof session>>>;
  signOut(signal: AbortSignal): Promise<Answer<undefined>>;
}

const attachments = z.strictObject({ items: z.array(attachment) });

export interface ApiDeps {
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  readonly clock: Clock;
}

export function createApi({ fetch, clock }: ApiDeps): Api {
  let aheadMs = 0;
  const ask = async <Value>(
    contract: z.ZodType<Value>,
    path: string,
    init: RequestInit,
    signal: AbortSignal,
    timeoutMs = answerMs,
  ): Promise<Answer<Value>> => {
    try {
      const response = await fetch(`/api/v1${path}`, {
        ...init,
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      aheadMs = differenceMs(response.headers.get('date'), clock.now()) ?? aheadMs;
      return readAnswer(contract, response.status, await response.text());
    } catch {
      return failed({ kind: 'unreachable' });
    }
  };
  const get = <Value>(contract: z.ZodType<Value>, path: string, signal: AbortSignal): Promise<Answer<Value>> =>
    ask(contract, path, {}, signal);
  const send = <Value>(contract: z.ZodType<Value>, method: 'POST' | 'PUT', path: string, body: object, signal: AbortSignal) =>
    ask(contract, path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }, signal);
  return {
    clock: { now: () => clock.now() + aheadMs },
    units: (signal) => get(unitList, '/units', signal),
    endpoints: (request, signal) => get(endpointPage, `/endpoints${queryOf({ ...request })}`, signal),
    endpoint: (endpointId, signal) => get(endpointDetail, `/endpoints/${encodeURIComponent(endpointId)}`, signal),
    findings: (request, signal) => get(findingPage, `/findings${queryOf({ ...request })}`, signal),
    warnings: (request, signal) => get(warningPage, `/warnings${queryOf({ ...request })}`, signal),
    warning: (warningId, signal) => get(warningDetail, ofWarning(warningId), signal),
    warnedMachines: (warningId, request, signal) => get(machinePage, `${ofWarning(warningId)}/machines${queryOf({ ...request })}`, signal),
    letterReading: (text, signal) => send(letterReading, 'POST', '/warnings/proposals', { text }, signal),
    createWarning: (content, signal) => send(warning, 'POST', '/warnings', content, signal),
    editWarning: (warningId, content, signal) => send(warning, 'PUT', ofWarning(warningId), content, signal),
    setWarningState: (warningId, state, signal) => send(warning, 'PUT', `${ofWarning(warningId)}/state`, { state }, signal),
    attachFile: (warningId, file, signal) =>
      ask(
        attachments,
        `${ofWarning(warningId)}/attachments${queryOf({ name: file.name })}`,
        { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body: file },
        signal,
        uploadMs,
      ),
    session: (signal) => get(session, '/session', signal),
    signIn: (token, signal) => send(session, 'POST', '/session', { token }, signal),
    signOut: (signal) => ask(z.undefined(), '/session', { method: 'DELETE' }, signal),
  };
}

const ofWarning = (warningId: string): string => `/warnings/${encodeURIComponent(warningId)}`;

/** How far the collector is ahead, by its Date header, which has whole seconds; null when it does not tell. */
function differenceMs(date: string | null, now: number): number | null {
  const told = Date.parse(date ?? '');
  if (Number.isNaN(told)) return null;
  return Math.abs(told - now) < 2000 ? 0 : told - now;
}

/** Pure. */
export function readAnswer<Value>(contract: z.ZodType<Value>, status: number, text: string): Answer<Value> {
  const body = parseJson(text);
  if (status >= 200 && status < 300) {
    const parsed = contract.safeParse(body);
    return parsed.success ? { status: 'ok', value: parsed.data } : failed({ kind: 'not-understood' });
  }
  if (status === 401) return failed({ kind: 'signed-out' });
  const error = errorBody.safeParse(body);
  return failed(error.success ? { kind: 'refused', code: error.data.code } : { kind: 'not-understood' });
}

function queryOf(request: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request)) if (value !== undefined) query.set(name, String(value));
  return `?${query.toString()}`;
}
