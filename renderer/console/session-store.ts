import type { Session } from '../../src/contracts/http-api.ts';
import type { Api } from './api.ts';
import type { Failure } from './answer.ts';

export type SessionState =
  | { readonly status: 'checking' }
  | { readonly status: 'signing-in' }
  | { readonly status: 'signed-in'; readonly session: Session }
  /** Signed in, and still without a second factor. */
  | { readonly status: 'setting-up' }
  | { readonly status: 'signed-out'; readonly because: 'never-signed-in' | 'link-refused' | 'link-malformed' | 'ended' | 'signed-out' }
  /** Whether somebody is signed in cannot be told. */
  | { readonly status: 'unknown'; readonly failure: Failure };

export interface SessionStore {
  readonly state: () => SessionState;
  readonly subscribe: (tell: () => void) => () => void;
  /** Asks whether this browser has a session. */
  check(): Promise<void>;
  /** Buys a session with the token of a link; null for a link that has none. A session that is there already stays. */
  signIn(token: string | null): Promise<void>;
  signOut(): Promise<void>;
  /** The collector said that the session is over. */
  end(): void;
  /** Does again what could not be told. */
  retry(): Promise<void>;
}

const stateOf = (session: Session): SessionState =>
  session.needsSecondFactor ? { status: 'setting-up' } : { status: 'signed-in', session };

export function createSessionStore(api: Pick<Api, 'session' | 'signIn' | 'signOut'>): SessionStore {
  const listeners = new Set<() => void>();
  const never = new AbortController().signal;
  let state: SessionState = { status: 'checking' };
  let retry = (): Promise<void> => check();
  const become = (next: SessionState): void => {
    state = next;
    for (const tell of listeners) tell();
  };
  const check = async (because: Extract<SessionState, { because: string }>['because'] = 'never-signed-in'): Promise<void> => {
    retry = () => check(because);
    become({ status: 'checking' });
    const answer = await api.session(never);
    if (answer.status === 'ok') become(stateOf(answer.value));
    else become(answer.failure.kind === 'signed-out' ? { status: 'signed-out', because } : { status: 'unknown', failure: answer.failure });
  };
  const signIn = async (token: string | null): Promise<void> => {
    if (token === null) return check('link-malformed');
    retry = () => signIn(token);
    become({ status: 'signing-in' });
    const answer = await api.signIn(token, never);
    if (answer.status === 'ok') become(stateOf(answer.value));
    else if (answer.failure.kind === 'signed-out') await check('link-refused');
    else become({ status: 'unknown', failure: answer.failure });
  };
  const signOut = async (): Promise<void> => {
    retry = signOut;
    const answer = await api.signOut(never);
    if (answer.status === 'ok' || answer.failure.kind === 'signed-out') become({ status: 'signed-out', because: 'signed-out' });
    else become({ status: 'unknown', failure: answer.failure });
  };
  return {
    state: () => state,
    subscribe(tell) {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    check: () => check(),
    signIn,
    signOut,
    end: () => become({ status: 'signed-out', because: 'ended' }),
    retry: () => retry(),
  };
}
