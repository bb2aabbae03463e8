import { expect, test } from 'vitest';
import { createApiToken, createSignInLink } from '../../../src/collector/administration.ts';
import { captureReading, importedMachine, importedMachinePage } from '../../../src/contracts/imported-machines.ts';
import { machinePage, warning, warningDetail } from '../../../src/contracts/warnings.ts';
import { maxCaptureBytes } from '../../../src/domain/inventory/capture.ts';
import { collectorUnderTest } from '../../fixtures/collector/collector-under-test.ts';
import { enrolledAgent } from '../../fixtures/collector/agent-double.ts';
import { refusalOf } from '../../fixtures/collector/reading.ts';
import { advisory, product, range } from '../../support/advisories.ts';
import { origin } from '../../support/advisory-store.ts';
import { captureLanguages } from '../../unit/inventory/windows-capture/capture-languages.ts';
import { encoded, madeBlocks, type MadeMachine, madeSysteminfo } from '../../unit/inventory/windows-capture/capture-maker.ts';

const cookieName = '__Host-wardwatch';
const key = 'windows|10-22h2|windows';
const cve = 'CVE-2026-1001';

const machine: MadeMachine = {
  hostname: 'XN-MAY-SINH-HOA',
  osName: 'Microsoft Windows 10 Pro ',
  version: '10.0.19045 N/A Build 19045',
  type: 'x64-based PC',
  installed: '26/03/2024, 15:51:30',
  boot: '04/05/2026, 08:00:00',
  biosDate: '06/07/2022',
  hotfixes: ['KB5000001'],
  counted: 1,
};
const file = (name: string, bytes: Buffer) => ({ name, content: bytes.toString('base64') });
const systeminfo = (more: Partial<MadeMachine> = {}) =>
  file('systeminfo.txt', encoded(`${madeSysteminfo(captureLanguages.vi, { ...machine, ...more }).join('\r\n')}\r\n`, 'windows1258'));
const qfe = (kbs: readonly string[], hostname = machine.hostname) =>
  file('qfe.txt', encoded(`${madeBlocks(hostname, kbs).join('\r\r\n')}\r\r\n`, 'utf16le-bom'));

/** A collector with somebody signed in, two units, and a month of Windows updates of which the second fixes `cve`. */
async function desk() {
  const collector = await collectorUnderTest();
  const documents = [
    ['KB5000001', '19045.1000', []],
    ['KB5000002', '19045.2000', ['KB5000001']],
  ] as const;
  collector.knowledge.advisories.documents.put(origin('all'), [
    ...documents.map(([kb, build, supersedes]) => ({ kind: 'update' as const, update: { kb, product: key, build, supersedes } })),
    {
      kind: 'advisory' as const,
      advisory: advisory('ADV-1', [product(key, { scheme: 'windows', ranges: [range(null, '19045.2000')], updates: ['KB5000002'] })], {
        cves: [cve],
      }),
    },
  ]);
  const { link } = await createSignInLink(collector);
  const token = new URLSearchParams(new URL(link).hash.split('?')[1]).get('token') ?? '';
  const answer = await collector.app.inject({ method: 'POST', url: '/api/v1/session', payload: { token } });
  const cookies = { [cookieName]: answer.cookies[0]?.value ?? '' };
  const unit = await collector.store.units.ensure('Bệnh viện Đa khoa A', 0);
  const send = (url: string, payload: object, headers: Record<string, string> = {}) =>
    collector.app.inject({ method: 'POST', url: `/api/v1${url}`, payload, cookies, headers });
  const read = async (url: string): Promise<unknown> => (await collector.app.inject({ url: `/api/v1${url}`, cookies })).json();
  const list = async (query = '') => importedMachinePage.parse(await read(`/imported-machines${query}`));
  return { ...collector, unit, cookies, send, read, list };
}

test('what is recognised is shown first, and nothing is stored by that', async () => {
  const { send, list } = await desk();
  const reading = captureReading.parse((await send('/imported-machines/readings', { files: [systeminfo(), qfe(['KB5000001'])] })).json());
  expect(reading).toMatchObject({
    status: 'read',
    machine: {
      hostname: machine.hostname,
      system: { product: 'Windows 10', version: '22H2', build: 19045 },
      updates: ['KB5000001'],
      areUpdatesComplete: true,
      installedAt: '2024-03-26',
    },
  });
  expect((await list()).items).toEqual([]);
  const refused = captureReading.parse((await send('/imported-machines/readings', { files: [qfe(['KB5000001'])] })).json());
  expect(refused).toEqual({ status: 'refused', reason: { code: 'system-missing' } });
});

test('a machine that was imported is listed with its date and counts in a warning, marked as what it is', async () => {
  const { send, list, read, unit, clock, store } = await desk();
  const letter = { number: '1/A', issuer: 'Cục A', issuedOn: '2026-11-12', title: 'Windows', products: [], effect: '', isExploited: false };
  const entered = warning.parse((await send('/warnings', { ...letter, deadline: null, cves: [{ cve, impact: 'critical' }] })).json());
  const figures = async () => warningDetail.parse(await read(`/warnings/${entered.warningId}`)).warning.figures;
  expect(await figures()).toMatchObject({ total: 0, imported: 0 });

  const answer = await send('/imported-machines', { unitId: unit.unitId, files: [systeminfo(), qfe(['KB5000001'])] });
  expect(answer.statusCode).toBe(201);
  expect(importedMachine.parse(answer.json())).toMatchObject({
    hostname: machine.hostname,
    unitName: unit.name,
    importedAt: '2026-11-20T08:00:00.000Z',
    importedBy: 'administrator',
    source: 'systeminfo.txt, qfe.txt',
    updates: 1,
    areUpdatesComplete: true,
    hasAgent: false,
  });
  expect(await figures()).toMatchObject({ total: 1, remediated: 0, imported: 1, counts: { missing: 1 } });
  const machines = machinePage.parse(await read(`/warnings/${entered.warningId}/machines`));
  expect(machines.items).toMatchObject([
    {
      hostname: machine.hostname,
      isImported: true,
      heardAt: '2026-11-20T08:00:00.000Z',
      state: 'missing',
      needs: [{ updates: ['KB5000002'] }],
    },
  ]);

  clock.advance(60_000);
  const again = await send('/imported-machines', { unitId: unit.unitId, files: [systeminfo(), qfe(['KB5000001', 'KB5000002'])] });
  expect(importedMachine.parse(again.json())).toMatchObject({ importedAt: '2026-11-20T08:01:00.000Z', updates: 2 });
  expect(await figures()).toMatchObject({ total: 1, remediated: 1, imported: 1 });
  expect((await list()).items, 'the same machine is one').toHaveLength(1);
  expect(await store.warnings.imported.count()).toBe(1);
});

test('a list that systeminfo cut proves nothing missing: the machine is unknown, until the whole list is there', async () => {
  const { send, read, unit, list } = await desk();
  const letter = { number: '1/A', issuer: 'Cục A', issuedOn: '2026-11-12', title: 'Windows', products: [], effect: '', isExploited: false };
  const { warningId } = warning.parse((await send('/warnings', { ...letter, deadline: null, cves: [{ cve, impact: 'high' }] })).json());
  const cut = systeminfo({ hotfixes: ['KB5000001', 'KB4000000'], counted: 9 });
  expect((await send('/imported-machines', { unitId: unit.unitId, files: [cut] })).statusCode).toBe(201);
  expect((await list()).items).toMatchObject([{ areUpdatesComplete: false }]);
  const machines = async () => machinePage.parse(await read(`/warnings/${warningId}/machines`)).items;
  expect(await machines()).toMatchObject([{ state: 'unknown', reason: 'updates-missing' }]);
  await send('/imported-machines', { unitId: unit.unitId, files: [cut, qfe(['KB5000001', 'KB4000000'])] });
  expect(await machines()).toMatchObject([{ state: 'missing' }]);
});

test('machines are listed by unit and by page, and one that has an agent by now is told', async () => {
  const collector = await desk();
  const { send, list, unit, store } = collector;
  const other = await store.units.ensure('Trạm Y tế B', 0);
  for (const [unitId, hostname] of [
    [unit.unitId, 'CT-1'],
    [unit.unitId, 'may-test'],
    [other.unitId, 'XQ-1'],
  ] as const)
    expect((await send('/imported-machines', { unitId, files: [systeminfo({ hostname })] })).statusCode).toBe(201);
  expect((await list()).items.map(({ hostname }) => hostname)).toEqual(['XQ-1', 'may-test', 'CT-1']);
  expect((await list(`?unitId=${other.unitId}`)).items.map(({ unitName, hostname }) => [unitName, hostname])).toEqual([
    ['Trạm Y tế B', 'XQ-1'],
  ]);
  const first = await list('?limit=2');
  const second = await list(`?limit=2&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items].map(({ hostname }) => hostname)).toEqual(['XQ-1', 'may-test', 'CT-1']);
  expect(second.nextCursor).toBeNull();
  await enrolledAgent(collector, unit.name);
  const agents = await store.endpoints.page({ limit: 10, silentBefore: 0 });
  const [{ hostname: ofAgent } = { hostname: '' }] = agents.items;
  await send('/imported-machines', { unitId: unit.unitId, files: [systeminfo({ hostname: ofAgent.toUpperCase() })] });
  expect((await list('?limit=1')).items).toMatchObject([{ hasAgent: true }]);
});

test('files that name no machine need its name, and a name may not contradict the files', async () => {
  const { send, unit } = await desk();
  const unnamed = file(
    'systeminfo.txt',
    encoded(
      `${madeSysteminfo(captureLanguages.vi, machine)
        .slice(1)
        .filter((line) => !line.includes(machine.hostname))
        .join('\r\n')}\r\n`,
      'utf8',
    ),
  );
  const bodies = { unitId: unit.unitId, files: [unnamed] };
  expect(refusalOf(await send('/imported-machines', bodies))).toEqual([422, 'CAPTURE_REFUSED']);
  expect(importedMachine.parse((await send('/imported-machines', { ...bodies, hostname: 'CT-7' })).json()).hostname).toBe('CT-7');
  const otherwise = await send('/imported-machines/readings', { files: [systeminfo()], hostname: 'CT-7' });
  expect(otherwise.json()).toEqual({ status: 'refused', reason: { code: 'named-otherwise', hostname: machine.hostname } });
});

test('only a signed-in person on a page of this collector imports, of a unit that is there, within bounds', async () => {
  const { send, list, unit, app, dataFolder, configuration } = await desk();
  const body = { unitId: unit.unitId, files: [systeminfo()] };
  const { token } = await createApiToken({ dataFolder, configuration, validMs: 3_600_000_000 });
  const authorization = { authorization: `Bearer ${token}` };
  for (const url of ['/api/v1/imported-machines', '/api/v1/imported-machines/readings']) {
    expect(refusalOf(await app.inject({ method: 'POST', url, payload: body }))).toEqual([401, 'SIGN_IN_REQUIRED']);
    expect(refusalOf(await app.inject({ method: 'POST', url, payload: body, headers: authorization }))).toEqual([403, 'FORBIDDEN']);
  }
  expect(refusalOf(await send('/imported-machines', body, { origin: 'https://elsewhere.example' }))).toEqual([403, 'FORBIDDEN']);
  expect(refusalOf(await send('/imported-machines', body, { 'sec-fetch-site': 'cross-site' }))).toEqual([403, 'FORBIDDEN']);
  expect(refusalOf(await app.inject({ url: '/api/v1/imported-machines' }))).toEqual([401, 'SIGN_IN_REQUIRED']);
  expect((await app.inject({ url: '/api/v1/imported-machines', headers: authorization })).statusCode).toBe(200);
  expect(refusalOf(await send('/imported-machines', { ...body, unitId: '00000000-0000-4000-8000-000000000000' }))).toEqual([
    404,
    'NOT_FOUND',
  ]);
  for (const files of [
    [],
    Array.from({ length: 17 }, () => systeminfo()),
    [{ name: 'a', content: 'no base64!' }],
    [{ name: 'a\nb', content: '' }],
  ])
    expect(refusalOf(await send('/imported-machines', { ...body, files }))).toEqual([400, 'REQUEST_INVALID']);
  const large = file('large.txt', Buffer.alloc(maxCaptureBytes, 32));
  expect((await send('/imported-machines/readings', { files: [large] })).json()).toMatchObject({ reason: { code: 'not-a-capture' } });
  expect(refusalOf(await send('/imported-machines/readings', { files: [large, large] }))).toEqual([413, 'BODY_TOO_LARGE']);
  expect((await list()).items).toEqual([]);
});
