import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import { login as loginForm } from '../../contracts/access.ts';
import type { AccessStores } from '../../storage/collector/access/access-stores.ts';
import type { Credentials } from '../../storage/collector/access/credential-store.ts';
import { isSecondFactor } from './second-factor.ts';
import type { PasswordHashing } from './password-hash.ts';
import { secretHash } from './secrets.ts';
import type { Visitor } from './sessions.ts';
import { type Attempt, createSignInThrottle } from './sign-in-throttle.ts';

export interface SignIn {
  /** The id of the person. Throws SIGN_IN_REFUSED, which never tells what of it was wrong, or RATE_LIMITED. */
  withPassword(given: { login: string; password: string; code?: string | undefined }, visitor: Visitor): Promise<string>;
  /** Once more, of somebody who is signed in and changes what they sign in with. Throws the same. */
  confirm(personId: string, password: string, sessionHash: string): Promise<Credentials>;
}

export interface SignInDeps {
  readonly access: AccessStores;
  readonly hashing: PasswordHashing;
  readonly clock: Clock;
}

export function createSignIn({ access: { credentials, audit }, hashing, clock }: SignInDeps): SignIn {
  const throttle = createSignInThrottle(clock);
  const begin = (attempt: Attempt): void => {
    const waitMs = throttle.begin(attempt);
    if (waitMs > 0) throw new AppError('RATE_LIMITED', `Too many failed attempts. Try again in ${Math.ceil(waitMs / 1000)} seconds.`);
  };
  const note = (who: string, outcome: 'done' | 'failed', address: string | null): Promise<void> =>
    audit.append({ at: clock.now(), who, role: null, unitId: null, action: 'sign-in.password', target: null, outcome, address });
  return {
    async withPassword({ login: typed, password, code = '' }, { address, deviceSecret }) {
      const login = loginForm.safeParse(typed).data ?? '';
      const known = await credentials.of({ login });
      const deviceHash = deviceSecret === undefined ? null : secretHash(deviceSecret);
      const isKnownDevice =
        known !== null && deviceHash !== null && (await credentials.isKnownDevice(known.personId, deviceHash, clock.now()));
      const attempt = { login, address, device: isKnownDevice ? deviceHash : null };
      begin(attempt);
      const { isRight, isOutdated } = await hashing.verify(password, known?.passwordHash ?? null);
      if (!known || !isRight || !(await isSecondFactor(known, code, credentials, clock.now()))) {
        // What was typed as a login that nobody has may be a password.
        await note(known?.login ?? '(unknown login)', 'failed', address);
        throw refused();
      }
      throttle.succeeded(attempt);
      if (isOutdated) await credentials.renewHash(known.personId, known.passwordHash, await hashing.hash(password));
      await note(known.login, 'done', address);
      return known.personId;
    },
    async confirm(personId, password, sessionHash) {
      const known = await credentials.of({ personId });
      const attempt = { login: personId, address: '', device: sessionHash };
      begin(attempt);
      const { isRight } = await hashing.verify(password, known?.passwordHash ?? null);
      if (!known || !isRight) throw new AppError('FORBIDDEN', 'The password is not right. Nothing was changed.');
      throttle.succeeded(attempt);
      return known;
    },
  };
}

const refused = (): AppError =>
  new AppError(
    'SIGN_IN_REFUSED',
    'Login, password or code is not right. A code works once and for about a minute; check the clock of the phone.',
  );
