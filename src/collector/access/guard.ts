import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import type { AccessStores } from '../../storage/collector/access/access-stores.ts';
import { requireOwnPage } from '../auth/own-page.ts';
import { isFromThisMachine } from '../auth/this-machine.ts';
import { type AccessRule, everybody } from './access-rule.ts';
import { createAuditTrail } from './audit-trail.ts';
import { identify } from './identify.ts';
import { refusalOf, signInRequired } from './judge-access.ts';
import type { Principal, SignedIn } from './principal.ts';

export interface Guard {
  /** Who the guard let in. Throws SIGN_IN_REQUIRED where that was a stranger. */
  principalOf(request: FastifyRequest): Principal;
  /** The same for routes of people. */
  signedInOf(request: FastifyRequest): SignedIn;
  /** What the audit log shall name as the thing that this request is about, where its address does not. */
  setTarget(request: FastifyRequest, target: string): void;
  /** For plugins that bring routes without a rule: files of the console, the interface description. */
  openToEverybody(register: () => PromiseLike<unknown>): Promise<void>;
}

export interface GuardDeps {
  readonly access: AccessStores;
  readonly clock: Clock;
}

/**
 * The one place where access is decided, for every route that is registered after it, by the rule that the route declares.
 * A route without a rule is an error at its registration: the collector does not start.
 */
export function addGuard(app: FastifyInstance, { access, clock }: GuardDeps): Guard {
  const principals = new WeakMap<FastifyRequest, Principal>();
  const targets = new WeakMap<FastifyRequest, string>();
  const trail = createAuditTrail(access.audit, clock);
  let byDefault: AccessRule | undefined;

  app.addHook('onRoute', (route) => {
    const rule = route.config?.access ?? byDefault;
    if (!rule) throw new AppError('INTERNAL', `The route ${[route.method].flat().join(', ')} ${route.url} declares no access rule.`);
    route.config = { ...route.config, access: rule };
  });
  app.addHook('onRequest', async (request) => {
    const rule = request.routeOptions.config.access;
    if (request.is404 || !rule) return; // nothing is there
    requireOwnPage(request);
    if (rule.for === 'everybody' || rule.for === 'endpoint') return;
    const principal = await identify(request, access, clock);
    if (principal) principals.set(request, principal);
    if (rule.for === 'reader' && rule.orThisMachine && isFromThisMachine(request)) return;
    const refusal = refusalOf(rule, principal);
    if (refusal) throw refusal;
  });
  app.addHook('onSend', async (request, { statusCode }, payload) => {
    const principal = principals.get(request);
    const rule = request.routeOptions.config.access;
    if (principal && rule) await trail.note({ request, rule, principal, statusCode, target: targets.get(request) });
    return payload;
  });
  const principalOf = (request: FastifyRequest): Principal => {
    const principal = principals.get(request);
    if (!principal) throw signInRequired();
    return principal;
  };
  return {
    principalOf,
    signedInOf(request) {
      const principal = principalOf(request);
      if (principal.kind !== 'person') throw signInRequired();
      return principal;
    },
    setTarget: (request, target) => void targets.set(request, target),
    async openToEverybody(register) {
      byDefault = everybody;
      await register();
      byDefault = undefined;
    },
  };
}
