import type { z } from 'zod';
import type { Clock } from '../../src/base/clock.ts';
import { parseJson } from '../../src/base/parse-json.ts';
import { errorBody } from '../../src/contracts/http-api.ts';
import { type Answer, failed } from './answer.ts';

const answerMs = 15_000;

/** One list, read by cursor. */
export interface PageRequest {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Asks the collector; every answer is held against its contract before anyone sees it. Paths are below `/api/v1`. */
export interface Requests {
  /** The collector's time: browsers in hospitals may have wrong clocks. The browser's own until the first answer. */
  readonly clock: Clock;
  ask<Value>(contract: z.ZodType<Value>, path: string, init: RequestInit, signal: AbortSignal, timeoutMs?: number): Promise<Answer<Value>>;
  get<Value>(contract: z.ZodType<Value>, path: string, signal: AbortSignal): Promise<Answer<Value>>;
  send<Value>(contract: z.ZodType<Value>, method: 'POST' | 'PUT', path: string, body: object, signal: AbortSignal): Promise<Answer<Value>>;
}

export interface RequestDeps {
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  readonly clock: Clock;
}

export function createRequests({ fetch, clock }: RequestDeps): Requests {
  let aheadMs = 0;
  const ask: Requests['ask'] = async (contract, path, init, signal, timeoutMs = answerMs) => {
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
  return {
    clock: { now: () => clock.now() + aheadMs },
    ask,
    get: (contract, path, signal) => ask(contract, path, {}, signal),
    send: (contract, method, path, body, signal) =>
      ask(contract, path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }, signal),
  };
}

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

/** `?a=1&b=2` of what is defined. */
export function queryOf(request: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request)) if (value !== undefined) query.set(name, String(value));
  return `?${query.toString()}`;
}
