import { expect, test } from 'vitest';
import { z } from 'zod';
import { updatesSection } from '../../../src/contracts/summary.ts';
import { secondRoots, watchedAccounts } from '../../../src/domain/accounts.ts';
import type { Account, Listener, UpdateState } from '../../../src/domain/facts.ts';
import { watchedListeners } from '../../../src/domain/listening-ports.ts';
import { judgePatchStatus } from '../../../src/domain/patch-status.ts';
import { judgeRebootRequired } from '../../../src/domain/reboot-required.ts';

const day = 86_400_000;
const now = 100 * day;
const service = { automatic: 'on', because: [], lastSuccessAtMs: now - day, pausedUntilMs: null } as const;
const updates = (over: Partial<UpdateState>): UpdateState => ({
  pending: [],
  listsFetchedAtMs: now - day,
  securityListsDatedMs: null,
  lastInstalledAtMs: null,
  service,
  ...over,
});
const security = { name: 'openssl', installed: '1', candidate: '2', isSecurity: true };

test.for([
  { name: 'fresh lists and nothing pending', state: updates({}), verdict: { status: 'pass' }, rules: [] },
  {
    name: 'a pending security update fails',
    state: updates({ pending: [security] }),
    verdict: { status: 'fail', reason: 'security-updates-pending' },
    rules: ['patch-status.security-updates-pending'],
  },
  {
    name: 'other updates alone do not fail',
    state: updates({ pending: [{ ...security, isSecurity: false }] }),
    verdict: { status: 'pass' },
    rules: [],
  },
  {
    name: 'lists never fetched are unknown, not pass',
    state: updates({ listsFetchedAtMs: null }),
    verdict: { status: 'unknown', reason: 'update-lists-missing' },
    rules: ['patch-status.update-lists-missing'],
  },
  {
    name: 'stale lists are unknown, not pass',
    state: updates({ listsFetchedAtMs: now - 8 * day }),
    verdict: { status: 'unknown', reason: 'update-lists-stale' },
    rules: ['patch-status.update-lists-stale'],
  },
  {
    name: 'what stale lists show as missing is missing',
    state: updates({ pending: [security], listsFetchedAtMs: now - 8 * day }),
    verdict: { status: 'fail' },
    rules: ['patch-status.security-updates-pending', 'patch-status.update-lists-stale'],
  },
  {
    name: 'a list that cannot be read may hide a security update',
    state: updates({ unreadLists: ['epel: its compression is not read'] }),
    verdict: { status: 'unknown', reason: 'update-lists-unreadable', subjects: ['epel: its compression is not read'] },
    rules: [],
  },
  {
    name: 'an update that may be for security is no pass',
    state: updates({ pending: [{ ...security, isSecurity: false }], unclassed: ['openssl'] }),
    verdict: { status: 'unknown', reason: 'update-class-unknown', subjects: ['openssl'] },
    rules: [],
  },
  {
    name: 'what is known to be missing fails, whatever else is not known',
    state: updates({ pending: [security], unclassed: ['chrome'], unreadLists: ['epel: x'] }),
    verdict: { status: 'fail', reason: 'security-updates-pending', subjects: ['openssl'] },
    rules: ['patch-status.security-updates-pending'],
  },
  {
    name: 'no known update source is unknown',
    state: updates({ pending: null }),
    verdict: { status: 'unknown', reason: 'update-source-unsupported' },
    rules: [],
  },
  {
    name: 'automatic updates that are off are told, whatever else is known',
    state: updates({ pending: null, service: { ...service, automatic: 'turned-off', because: ['NoAutoUpdate 1'] } }),
    verdict: { status: 'unknown' },
    rules: ['patch-status.automatic-updates-off'],
  },
  {
    name: 'automatic updates without success for a week are failing, and no reason to call a patched machine unpatched',
    state: updates({ service: { ...service, lastSuccessAtMs: now - 8 * day } }),
    verdict: { status: 'pass' },
    rules: ['patch-status.update-service-failing'],
  },
  {
    name: 'paused updates are off',
    state: updates({ service: { ...service, pausedUntilMs: now + day } }),
    verdict: { status: 'pass' },
    rules: ['patch-status.automatic-updates-off'],
  },
  {
    name: 'a pause that is over is none',
    state: updates({ service: { ...service, pausedUntilMs: now - day } }),
    verdict: { status: 'pass' },
    rules: [],
  },
])('patch status: $name', ({ state, verdict, rules }) => {
  const judgement = judgePatchStatus(state, now);
  expect(judgement.verdict).toMatchObject(verdict);
  expect((judgement.drafts ?? []).map(({ rule }) => rule)).toEqual(rules);
  expect(updatesSection.parse(judgement.section?.body)).toEqual(judgement.section?.body);
});

test.for([
  ['turned-off', 'medium'],
  ['not-set-up', 'low'],
] as const)('automatic updates that are %s are a %s finding', ([automatic, severity]) =>
  expect(judgePatchStatus(updates({ service: { ...service, automatic } }), now).drafts).toMatchObject([{ severity }]),
);

test('a security update counts as missing since it was first seen here, and anew when another takes its place', () => {
  const since = (state: UpdateState, atMs: number, remembered?: string): { told: unknown; remember: string } => {
    const before = z.record(z.string(), z.number()).parse(JSON.parse(remembered ?? '{}'));
    const { drafts, remember } = judgePatchStatus(state, atMs, before);
    return { told: drafts?.[0]?.evidence.after?.missingSince, remember: remember ?? '' };
  };
  const iso = (ms: number): string => new Date(ms).toISOString();
  const other = { ...security, name: 'bash', isSecurity: false };
  const first = since(updates({ pending: [security, other] }), now);
  expect(first.told).toBe(iso(now));
  const later = since(updates({ pending: [security], listsFetchedAtMs: now + 3 * day }), now + 3 * day, first.remember);
  expect(later.told).toBe(iso(now));
  const replaced = since(updates({ pending: [{ ...security, candidate: '3' }] }), now + 3 * day, later.remember);
  expect(replaced.told).toBe(iso(now + 3 * day));
  const older = since(updates({ pending: [security], securityListsDatedMs: now - 90 * day }), now);
  expect(older.told, 'lists that are older than their first reading offered it by then').toBe(iso(now - 90 * day));
  expect(since(updates({ pending: [security] }), now - day, first.remember).told, 'a clock that was set back').toBe(iso(now - day));
  const dated = since(updates({ pending: [{ ...security, offeredSinceMs: now - 40 * day }] }), now, first.remember);
  expect(dated.told, 'lists that say when it was issued').toBe(iso(now - 40 * day));
  const ahead = since(updates({ pending: [{ ...security, offeredSinceMs: now + 40 * day }] }), now);
  expect(ahead.told, 'an issue in the future').toBe(iso(now));
});

test('a restart that packages ask for fails and says which', () =>
  expect(judgeRebootRequired({ required: true, because: ['linux-image-6.1'] })).toMatchObject({
    verdict: { status: 'fail', subjects: ['linux-image-6.1'] },
    drafts: [{ evidence: { subject: 'linux-image-6.1' } }],
  }));
test('no restart due passes', () => expect(judgeRebootRequired({ required: false, because: [] })).toEqual({ verdict: { status: 'pass' } }));

const account = (over: Partial<Account>): Account => ({
  name: 'x',
  uid: 1000,
  gid: 1000,
  home: '/home/x',
  shell: '/bin/bash',
  groups: ['x'],
  password: 'locked',
  ...over,
});

test.for([
  { name: 'a second root is the gravest', over: { uid: 0 }, expected: ['critical', 'root'] },
  { name: 'a member of sudo', over: { groups: ['sudo', 'x'] }, expected: ['high', 'administrator'] },
  { name: 'a member of docker is an administrator in effect', over: { groups: ['docker'] }, expected: ['high', 'administrator'] },
  { name: 'a person', over: {}, expected: ['medium', 'ordinary'] },
  {
    name: 'a service account with a password',
    over: { uid: 33, shell: '/usr/sbin/nologin', password: 'set' },
    expected: ['medium', 'ordinary'],
  },
  {
    name: 'a service account without rights is of little weight',
    over: { uid: 33, shell: '/usr/sbin/nologin' },
    expected: ['low', 'ordinary'],
  },
] as const)('accounts: $name', ({ over, expected }) => {
  const [watched] = watchedAccounts([account(over)]);
  expect([watched?.severity, watched?.state.rights]).toEqual(expected);
});

test('an account with uid 0 other than root is told even when the baseline holds it', () => {
  expect(secondRoots([account({ name: 'root', uid: 0 })])).toEqual([]);
  expect(secondRoots([account({ name: 'toor', uid: 0 })])).toMatchObject([
    { rule: 'account.second-root', technique: 'T1136.001', evidence: { subject: 'toor' } },
  ]);
});

const listener = (over: Partial<Listener>): Listener => ({
  protocol: 'tcp',
  address: '0.0.0.0',
  port: 80,
  program: '/usr/sbin/nginx',
  isEphemeral: false,
  ...over,
});

test('one program on two addresses is one thing, reachable from the network if one of them is', () =>
  expect(watchedListeners([listener({ address: '127.0.0.1' }), listener({ address: '::' })])).toMatchObject([
    { key: 'tcp/80 /usr/sbin/nginx', state: { scope: 'network' } },
  ]));
test('a loopback listener is less grave', () =>
  expect(watchedListeners([listener({ address: '::1' })])).toMatchObject([{ state: { scope: 'this machine' }, severity: 'low' }]));
test('a port given out by the system does not make a new thing at each start', () =>
  expect(watchedListeners([listener({ port: 40_001, isEphemeral: true })])).toEqual(
    watchedListeners([listener({ port: 40_002, isEphemeral: true })]),
  ));
test("a client's UDP port is no listener", () =>
  expect(watchedListeners([listener({ protocol: 'udp', port: 50_000, isEphemeral: true })])).toEqual([]));
test("what this product's own program offers to this machine alone is no finding, what it offers to the network is", () => {
  const own = (address: string) => watchedListeners([listener({ address, program: '/opt/wardwatch/node' })], '/opt/wardwatch/node');
  expect(own('127.0.0.1')).toEqual([]);
  expect(own('0.0.0.0')).toHaveLength(1);
});
