import { expect, test } from 'vitest';
import { type Answer, type Failure, failed } from '../../../renderer/console/answer.ts';
import { createSessionStore, type SessionState } from '../../../renderer/console/session-store.ts';
import type { Session } from '../../../src/contracts/http-api.ts';

const signedOut: Failure = { kind: 'signed-out' };
const session = {
  status: 'ok',
  value: {
    signedInAs: 'administrator',
    expiresAt: '2026-11-24T00:00:00.000Z',
    role: 'department-administrator',
    unitName: null,
    hasAccount: false,
    needsSecondFactor: false,
  },
} as const satisfies Answer<Session>;
const token = 't'.repeat(43);

interface Answers {
  readonly session?: Answer<Session>;
  readonly signIn?: readonly Answer<Session>[];
  readonly signOut?: Answer<undefined>;
}

function storeOn({ session: has = failed(signedOut), signIn = [], signOut = { status: 'ok', value: undefined } }: Answers) {
  const left = [...signIn];
  const store = createSessionStore({
    session: async () => has,
    signIn: async () => left.shift() ?? failed(signedOut),
    signOut: async () => signOut,
  });
  const states: SessionState[] = [];
  store.subscribe(() => states.push(store.state()));
  return { store, states };
}

test('a browser with a session is signed in', async () => {
  const { store, states } = storeOn({ session });
  await store.check();
  expect(states).toEqual([{ status: 'checking' }, { status: 'signed-in', session: session.value }]);
});

test('a link buys a session', async () => {
  const { store, states } = storeOn({ signIn: [session] });
  await store.signIn(token);
  expect(states).toEqual([{ status: 'signing-in' }, { status: 'signed-in', session: session.value }]);
});

test.for([
  { name: 'a used link', given: token, because: 'link-refused' },
  { name: 'an incomplete link', given: null, because: 'link-malformed' },
] as const)('$name says so to who has no session, and lets in who has one', async ({ given, because }) => {
  const without = storeOn({});
  await without.store.signIn(given);
  expect(without.store.state()).toEqual({ status: 'signed-out', because });
  const within = storeOn({ session });
  await within.store.signIn(given);
  expect(within.store.state()).toEqual({ status: 'signed-in', session: session.value });
});

test('a link that could not be sent is sent again by hand, not lost', async () => {
  const { store } = storeOn({ signIn: [failed({ kind: 'unreachable' }), session] });
  await store.signIn(token);
  expect(store.state()).toEqual({ status: 'unknown', failure: { kind: 'unreachable' } });
  await store.retry();
  expect(store.state()).toEqual({ status: 'signed-in', session: session.value });
});

test('who could not sign out is not told that they did', async () => {
  const { store } = storeOn({ session, signOut: failed({ kind: 'unreachable' }) });
  await store.check();
  await store.signOut();
  expect(store.state()).toEqual({ status: 'unknown', failure: { kind: 'unreachable' } });
});

test('signing out, and a session that ends, are told apart', async () => {
  const { store } = storeOn({ session });
  await store.check();
  store.end();
  expect(store.state()).toEqual({ status: 'signed-out', because: 'ended' });
  await store.signOut();
  expect(store.state()).toEqual({ status: 'signed-out', because: 'signed-out' });
});
