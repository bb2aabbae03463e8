import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../base/clock.ts';
import type { Session } from '../../contracts/http-api.ts';
import type { AccessStores } from '../../storage/collector/access/access-stores.ts';
import type { NewSession, StoredSession, WayIn } from '../../storage/collector/access/session-store.ts';
import { signedIn } from '../access/identify.ts';
import type { SignedIn } from '../access/principal.ts';
import { newSecret, secretHash } from './secrets.ts';
import { deviceCookie, deviceMs, sessionCookie, sessionCookieOptions, sessionMs } from './session-cookie.ts';

/** From where somebody signs in. */
export interface Visitor {
  readonly address: string;
  readonly browser: string;
  /** Of the cookie by which a browser is known again. */
  readonly deviceSecret: string | undefined;
}

const mostBrowserLength = 200;
const secretShape = /^[A-Za-z0-9_-]{43}$/;

export function visitorOf(request: FastifyRequest): Visitor {
  const device = request.cookies[deviceCookie] ?? '';
  return {
    address: request.ip,
    browser: (request.headers['user-agent'] ?? '').slice(0, mostBrowserLength),
    deviceSecret: secretShape.test(device) ? device : undefined,
  };
}

/** A new session with a secret of its own, whatever the browser had before: nobody can be made to use one that another knows. */
export async function openSession(
  request: FastifyRequest,
  reply: FastifyReply,
  {
    clock,
    openedBy,
    open,
  }: { readonly clock: Clock; readonly openedBy: WayIn; readonly open: (session: NewSession) => Promise<StoredSession | null> },
): Promise<SignedIn | null> {
  const secret = newSecret();
  const now = clock.now();
  const { address, browser } = visitorOf(request);
  const sessionHash = secretHash(secret);
  const opened = await open({ sessionHash, now, expiresAt: now + sessionMs, address, browser, openedBy });
  if (!opened) return null;
  reply.setCookie(sessionCookie, secret, { ...sessionCookieOptions, maxAge: sessionMs / 1000 });
  return signedIn(opened, sessionHash);
}

/** The same for a person; the browser is known again from now on. */
export async function openSessionOf(
  personId: string,
  request: FastifyRequest,
  reply: FastifyReply,
  {
    access,
    clock,
    openedBy = 'password',
  }: { readonly access: Pick<AccessStores, 'sessions' | 'credentials'>; readonly clock: Clock; readonly openedBy?: WayIn },
): Promise<SignedIn | null> {
  const opened = await openSession(request, reply, { clock, openedBy, open: (session) => access.sessions.open(personId, session) });
  const device = newSecret();
  const now = clock.now();
  await access.credentials.noteSignIn(personId, { tokenHash: secretHash(device), expiresAt: now + deviceMs }, now);
  reply.setCookie(deviceCookie, device, { ...sessionCookieOptions, maxAge: deviceMs / 1000 });
  return opened;
}

export const sessionView = ({ name, expiresAt, role, unit, personId, needsSecondFactor }: SignedIn): Session => ({
  signedInAs: name,
  expiresAt: new Date(expiresAt).toISOString(),
  role,
  unitName: unit?.name ?? null,
  hasAccount: personId !== null,
  needsSecondFactor,
});
