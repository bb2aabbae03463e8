import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import type { AuditStore } from '../../storage/collector/access/audit-store.ts';
import type { AccessRule } from './access-rule.ts';
import type { Principal } from './principal.ts';

export interface Answered {
  readonly request: FastifyRequest;
  readonly rule: AccessRule;
  readonly principal: Principal;
  readonly statusCode: number;
  readonly target: string | undefined;
}

/** A page that refreshes itself shows the same again: that is one reading. */
const sameReadingMs = 10 * 60_000;
const mostRemembered = 10_000;

/** Writes what was done and seen before the answer leaves: without its entry nothing is answered. */
export function createAuditTrail(audit: AuditStore, clock: Clock): { note(answered: Answered): Promise<void> } {
  const seen = new Map<string, number>();
  const noted = new WeakSet<FastifyRequest>();
  const isRepeated = (key: string, now: number): boolean => {
    const before = seen.get(key);
    return before !== undefined && now >= before && now - before < sameReadingMs;
  };
  const remember = (key: string, now: number): void => {
    seen.delete(key);
    seen.set(key, now);
    for (const oldest of seen.keys()) {
      if (seen.size <= mostRemembered) break;
      seen.delete(oldest);
    }
  };
  return {
    async note({ request, rule, principal, statusCode, target }) {
      if (noted.has(request)) return; // the answer to a failure of this very step
      const outcome = statusCode < 400 ? 'done' : statusCode === 403 ? 'refused' : 'failed';
      const named = 'audit' in rule ? rule.audit : undefined;
      if (named === undefined && outcome !== 'refused') return;
      const action = named ?? `${request.method} ${request.routeOptions.url ?? ''}`;
      const about = target ?? targetOf(request);
      const now = clock.now();
      const isReading = request.method === 'GET' || outcome === 'refused';
      const key = JSON.stringify([principal.name, action, about, outcome]);
      if (isReading && isRepeated(key, now)) return;
      noted.add(request);
      const role = principal.kind === 'person' ? principal.role : null;
      const unitId = principal.unit?.unitId ?? null;
      await audit.append({ at: now, who: principal.name, role, unitId, action, target: about, outcome, address: request.ip });
      if (isReading) remember(key, now);
    },
  };
}

/** As the route's own contract has read them; what it has not read, such as a query given twice, is not named. */
const parts = z.record(z.string(), z.coerce.string()).catch({});
const mostTargetLength = 300;

/** What the address names; a query, such as the format of an export, goes with it. */
function targetOf({ params, query }: FastifyRequest): string | null {
  const asked = Object.entries(parts.parse(query)).map(([name, value]) => `${name}=${value}`);
  const named = [...Object.values(parts.parse(params)), ...asked];
  return named.length === 0 ? null : named.join(' ').slice(0, mostTargetLength);
}
