import { z } from 'zod';
import type { Clock } from '../../src/base/clock.ts';
import { endpointDetail, endpointPage, findingPage, session, unitList } from '../../src/contracts/http-api.ts';
import type { FindingState } from '../../src/domain/finding.ts';
import type { Severity } from '../../src/domain/severity.ts';
import type { Answer } from './answer.ts';
import { type PageRequest, queryOf, type Requests } from './requests.ts';

export interface EndpointRequest extends PageRequest {
  readonly unitId?: string | undefined;
}
export interface FindingRequest extends EndpointRequest {
  readonly endpointId?: string | undefined;
  readonly state?: FindingState | undefined;
  readonly severity?: Severity | undefined;
}

/** The collector's interface as the first pages use it; those about warnings and imported machines bring more of it along. */
export interface Api {
  readonly requests: Requests;
  readonly clock: Clock;
  units(signal: AbortSignal): Promise<Answer<z.infer<typeof unitList>>>;
  endpoints(request: EndpointRequest, signal: AbortSignal): Promise<Answer<z.infer<typeof endpointPage>>>;
  endpoint(endpointId: string, signal: AbortSignal): Promise<Answer<z.infer<typeof endpointDetail>>>;
  findings(request: FindingRequest, signal: AbortSignal): Promise<Answer<z.infer<typeof findingPage>>>;
  session(signal: AbortSignal): Promise<Answer<z.infer<typeof session>>>;
  signIn(token: string, signal: AbortSignal): Promise<Answer<z.infer<typeof session>>>;
  signOut(signal: AbortSignal): Promise<Answer<undefined>>;
}

export function createApi(requests: Requests): Api {
  const { clock, ask, get, send } = requests;
  return {
    requests,
    clock,
    units: (signal) => get(unitList, '/units', signal),
    endpoints: (request, signal) => get(endpointPage, `/endpoints${queryOf({ ...request })}`, signal),
    endpoint: (endpointId, signal) => get(endpointDetail, `/endpoints/${encodeURIComponent(endpointId)}`, signal),
    findings: (request, signal) => get(findingPage, `/findings${queryOf({ ...request })}`, signal),
    session: (signal) => get(session, '/session', signal),
    signIn: (token, signal) => send(session, 'POST', '/session', { token }, signal),
    signOut: (signal) => ask(z.undefined(), '/session', { method: 'DELETE' }, signal),
  };
}
