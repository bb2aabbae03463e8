import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../base/clock.ts';
import type { AccessStores } from '../../storage/collector/access/access-stores.ts';
import { machineAdministrator, type StoredSession } from '../../storage/collector/access/session-store.ts';
import { secretHash } from '../auth/secrets.ts';
import { idleMs, sessionCookie } from '../auth/session-cookie.ts';
import type { Principal, SignedIn } from './principal.ts';

const bearer = /^Bearer ([A-Za-z0-9_-]{43})$/i;

/** Who makes this request: by the session of a browser, else by an API token; null for a stranger. */
export async function identify(
  request: FastifyRequest,
  { sessions, apiTokens }: Pick<AccessStores, 'sessions' | 'apiTokens'>,
  clock: Clock,
): Promise<Principal | null> {
  const now = clock.now();
  const secret = request.cookies[sessionCookie];
  if (secret) {
    const sessionHash = secretHash(secret);
    const session = await sessions.find(sessionHash, { now, idleSince: now - idleMs });
    if (session) return signedIn(session, sessionHash);
  }
  const token = bearer.exec(request.headers.authorization ?? '')?.[1];
  const known = token === undefined ? null : await apiTokens.find(secretHash(token), now);
  return known && { kind: 'api-token', name: `token ${known.name === '' ? known.id : known.name}`, unit: known.unit, scopes: known.scopes };
}

export function signedIn({ person, expiresAt, openedBy }: StoredSession, sessionHash: string): SignedIn {
  const { login, role } = person ?? machineAdministrator;
  // Whoever comes from the identity provider has shown there what it asks for.
  const needsSecondFactor = person !== null && openedBy !== 'provider' && !person.hasTotp && person.passkeys === 0;
  return {
    kind: 'person',
    name: login,
    role,
    unit: person?.unit ?? null,
    personId: person?.id ?? null,
    sessionHash,
    expiresAt,
    needsSecondFactor,
  };
}
