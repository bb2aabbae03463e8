import { expect, test } from 'vitest';
import { createApi } from '../../../renderer/console/api.ts';
import { createRequests, readAnswer } from '../../../renderer/console/requests.ts';
import { createWarningsApi } from '../../../renderer/console/warnings-api.ts';
import { session, unitList } from '../../../src/contracts/http-api.ts';

const none = { items: [], silentAfterMinutes: 150 };
const never = new AbortController().signal;
const clock = { now: () => Date.parse('2026-11-23T10:00:00.000Z') };

test.for([
  { name: 'an answer of the contract', status: 200, text: JSON.stringify(none), outcome: { status: 'ok', value: none } },
  { name: 'a key that nobody knows', status: 200, text: JSON.stringify({ ...none, more: 1 }), outcome: 'not-understood' },
  { name: 'a page of a proxy', status: 200, text: '<html>sign in to the hotel</html>', outcome: 'not-understood' },
  { name: 'nothing', status: 200, text: '', outcome: 'not-understood' },
  { name: 'a session that is over', status: 401, text: '{"code":"SIGN_IN_REQUIRED","message":"…"}', outcome: 'signed-out' },
  { name: 'an error of the collector', status: 507, text: '{"code":"STORE_FULL","message":"…"}', outcome: 'STORE_FULL' },
  { name: 'an error of something else', status: 502, text: 'Bad Gateway', outcome: 'not-understood' },
])('$name', ({ status, text, outcome }) => {
  const answer = readAnswer(unitList, status, text);
  if (answer.status === 'ok') expect(answer).toEqual(outcome);
  else expect(answer.failure.kind === 'refused' ? answer.failure.code : answer.failure.kind).toBe(outcome);
});

interface Asked {
  readonly path: string;
  readonly init: RequestInit;
}

function apiThatAnswers(answer: () => Response | Promise<Response>) {
  const asked: Asked[] = [];
  const fetch = async (path: string, init: RequestInit): Promise<Response> => {
    asked.push({ path, init });
    return answer();
  };
  const requests = createRequests({ fetch, clock });
  return { api: createApi(requests), warnings: createWarningsApi(requests), asked };
}

test('what is not asked for is not in the address', async () => {
  const { api, asked } = apiThatAnswers(() => Response.json({ items: [], nextCursor: null }));
  await api.findings({ unitId: undefined, state: 'open', severity: undefined, cursor: 'finding-a', limit: 25 }, never);
  expect(asked[0]?.path).toBe('/api/v1/findings?state=open&cursor=finding-a&limit=25');
});

test('no answer is told as such', async () => {
  const { api } = apiThatAnswers(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await api.units(never)).toEqual({ status: 'failed', failure: { kind: 'unreachable' } });
});

test('the time is that of the collector where the browser has another', async () => {
  const { api } = apiThatAnswers(() => Response.json(none, { headers: { date: 'Mon, 23 Nov 2026 12:00:00 GMT' } }));
  expect(api.clock.now()).toBe(clock.now());
  await api.units(never);
  expect(new Date(api.clock.now()).toISOString()).toBe('2026-11-23T12:00:00.000Z');
});

test('a second more or less is that of the Date header, not of the clock', async () => {
  const { api } = apiThatAnswers(() => Response.json(none, { headers: { date: 'Mon, 23 Nov 2026 09:59:59 GMT' } }));
  await api.units(never);
  expect(api.clock.now()).toBe(clock.now());
});

test('signing out has no answer to read', async () => {
  const { api, asked } = apiThatAnswers(() => new Response(null, { status: 204 }));
  expect(await api.signOut(never)).toEqual({ status: 'ok', value: undefined });
  expect(asked[0]?.init.method).toBe('DELETE');
});

test('a file travels as it is, its name in the address', async () => {
  const { warnings, asked } = apiThatAnswers(() => Response.json({ items: [] }));
  const file = new File(['%PDF-1.7'], 'Công văn 1.pdf');
  expect(await warnings.attachFile('a/b', file, never)).toEqual({ status: 'ok', value: { items: [] } });
  expect(asked[0]).toMatchObject({
    path: '/api/v1/warnings/a%2Fb/attachments?name=C%C3%B4ng+v%C4%83n+1.pdf',
    init: { method: 'PUT', body: file, headers: { 'content-type': 'application/octet-stream' } },
  });
});

const ofTheMachine = { role: 'department-administrator', unitName: null, hasAccount: false, needsSecondFactor: false } as const;

test('the token travels in the body, never in the address', async () => {
  const signedIn = { signedInAs: 'administrator', expiresAt: '2026-11-23T22:00:00.000Z', ...ofTheMachine };
  const { api, asked } = apiThatAnswers(() => Response.json(session.parse(signedIn)));
  expect(await api.signIn('t'.repeat(43), never)).toEqual({ status: 'ok', value: signedIn });
  expect(asked[0]).toMatchObject({ path: '/api/v1/session', init: { body: JSON.stringify({ token: 't'.repeat(43) }) } });
});
