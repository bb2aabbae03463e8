import { expect, test } from 'vitest';
import { account, person, recoveryCodes } from '../../../src/contracts/access-answers.ts';
import { type CollectorUnderTest, collectorUnderTest } from '../../fixtures/collector/collector-under-test.ts';
import { goodPassword, personWith } from '../../fixtures/collector/people.ts';
import { refusalOf } from '../../fixtures/collector/reading.ts';

const at = (path: string) => `/api/v1${path}`;
const statusAt = async ({ app }: CollectorUnderTest, cookies: Record<string, string>) =>
  (await app.inject({ url: at('/people'), cookies })).statusCode;

async function withTwo() {
  const collector = await collectorUnderTest();
  const lan = await personWith(collector, 'department-administrator', { login: 'lan' });
  const minh = await personWith(collector, 'auditor', { login: 'minh' });
  const change = (personId: string, payload: object) =>
    collector.app.inject({ method: 'PUT', url: at(`/people/${personId}`), cookies: lan.cookies, payload });
  return { ...collector, lan, minh, change };
}

test('another role counts from the next request on, and goes with a unit as roles of units do', async () => {
  const collector = await withTwo();
  const { minh, lan, change, store, clock } = collector;
  const unit = await store.units.ensure('Trạm Y tế A', clock.now());
  const to = (role: string, unitId: string | null) => change(minh.personId, { name: 'Lê Minh', role, unitId });
  expect(await statusAt(collector, minh.cookies)).toBe(200);
  expect(person.parse((await to('unit-viewer', unit.unitId)).json())).toMatchObject({
    name: 'Lê Minh',
    role: 'unit-viewer',
    unitName: 'Trạm Y tế A',
  });
  expect(await statusAt(collector, minh.cookies)).toBe(403);
  expect(refusalOf(await to('unit-viewer', null))).toEqual([400, 'USAGE']);
  expect(refusalOf(await to('auditor', unit.unitId))).toEqual([400, 'USAGE']);
  expect(refusalOf(await to('unit-viewer', lan.personId)), 'no such unit').toEqual([404, 'NOT_FOUND']);
  expect(refusalOf(await change(lan.personId, { name: 'Lan', role: 'auditor', unitId: null })), 'the own role').toEqual([403, 'FORBIDDEN']);
  expect((await change(lan.personId, { name: 'Lan', role: 'department-administrator', unitId: null })).statusCode, 'the own name').toBe(
    200,
  );
});

test('who lost the phone signs in with the password alone once more, to set up a second factor and nothing else', async () => {
  const collector = await withTwo();
  const { app, lan, minh } = collector;
  const reset = (personId: string) =>
    app.inject({ method: 'POST', url: at(`/people/${personId}/second-factor-reset`), cookies: lan.cookies });
  expect((await reset(minh.personId)).json()).toMatchObject({ login: 'minh', hasTotp: false, passkeys: 0, state: 'active' });
  expect(await statusAt(collector, minh.cookies), 'sessions end').toBe(401);
  const again = await app.inject({ method: 'POST', url: at('/session/password'), payload: { login: 'minh', password: goodPassword } });
  expect(again.json()).toMatchObject({ needsSecondFactor: true });
  expect(refusalOf(await reset(lan.personId)), 'one’s own').toEqual([403, 'FORBIDDEN']);
});

test('one ends all other sessions at once, and gets new recovery codes for a password', async () => {
  const collector = await withTwo();
  const { app, minh, store, clock } = collector;
  const session = {
    now: clock.now(),
    expiresAt: clock.now() + 1_000_000,
    address: '10.0.0.9',
    browser: 'Edge',
    openedBy: 'passkey',
  } as const;
  for (const sessionHash of ['a', 'b']) await store.access.sessions.open(minh.personId, { ...session, sessionHash });
  const own = async () => account.parse((await app.inject({ url: at('/account'), cookies: minh.cookies })).json());
  expect((await own()).sessions).toHaveLength(3);
  expect((await app.inject({ method: 'DELETE', url: at('/account/sessions'), cookies: minh.cookies })).statusCode).toBe(204);
  expect((await own()).sessions).toMatchObject([{ isThis: true }]);

  const renew = (password: string) =>
    app.inject({ method: 'PUT', url: at('/account/recovery-codes'), cookies: minh.cookies, payload: { password } });
  expect(refusalOf(await renew('mật khẩu khác hẳn'))).toEqual([403, 'FORBIDDEN']);
  const [first, second] = [await renew(goodPassword), await renew(goodPassword)].map(
    (answer) => recoveryCodes.parse(answer.json()).recoveryCodes,
  );
  expect((await own()).recoveryCodesLeft).toBe(10);
  const signIn = async (code = '') =>
    (await app.inject({ method: 'POST', url: at('/session/password'), payload: { login: 'minh', password: goodPassword, code } }))
      .statusCode;
  expect([await signIn(first?.[0]), await signIn(second?.[0])]).toEqual([401, 200]);
});
