import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { createSignInLink } from '../../../src/collector/administration.ts';
import { letterReading } from '../../../src/contracts/letter-reading.ts';
import { attachment, machinePage, warning, warningDetail, warningPage, warningRanking } from '../../../src/contracts/warnings.ts';
import { advisoriesInMemory, inventoryWith, type KeptInventory } from '../../fixtures/collector/advisories-in-memory.ts';
import { enrolledAgent } from '../../fixtures/collector/agent-double.ts';
import { type CollectorUnderTest, collectorUnderTest } from '../../fixtures/collector/collector-under-test.ts';
import { readerOf, refusalOf } from '../../fixtures/collector/reading.ts';
import { aSummary } from '../../fixtures/collector/summaries.ts';

const cookieName = '__Host-wardwatch';
const cve = 'CVE-2025-1111';
const letter = {
  number: '56/CATTT-NCSC',
  issuer: 'Cục A',
  issuedOn: '2026-11-12',
  title: 'Lỗ hổng trong openssl',
  cves: [{ cve, impact: 'critical' }],
  products: ['openssl'],
  effect: '',
  isExploited: false,
  deadline: '2026-11-19',
} as const;
const [patched, old, none] = [inventoryWith({ openssl: 15 }), inventoryWith({ openssl: 14 }), inventoryWith({ nginx: 1 })];

/** A collector with somebody signed in. */
async function desk() {
  const advisories = advisoriesInMemory();
  advisories.hold(patched, old, none);
  advisories.publish({ [cve]: { name: 'openssl', fixed: 15 } });
  const collector = await collectorUnderTest({}, null, advisories);
  const { link } = await createSignInLink(collector);
  const token = new URLSearchParams(new URL(link).hash.split('?')[1]).get('token') ?? '';
  const answer = await collector.app.inject({ method: 'POST', url: '/api/v1/session', payload: { token } });
  const cookies = { [cookieName]: answer.cookies[0]?.value ?? '' };
  return {
    ...collector,
    advisories,
    cookies,
    /** At a console that is open: a session that nobody uses ends. */
    async threeHoursOn() {
      for (let halfHour = 0; halfHour < 6; halfHour += 1) {
        collector.clock.advance(1_800_000);
        await collector.app.inject({ url: '/api/v1/session', cookies });
      }
    },
    send: (method: 'POST' | 'PUT', url: string, payload: object, headers: Record<string, string> = {}) =>
      collector.app.inject({ method, url: `/api/v1${url}`, payload, cookies, headers }),
    read: async <Answer>(url: string, contract: z.ZodType<Answer>): Promise<Answer> =>
      contract.parse((await collector.app.inject({ url: `/api/v1${url}`, cookies })).json()),
  };
}

type Desk = Awaited<ReturnType<typeof desk>>;

/** Reports this inventory as an agent does; its section is stored as the collector stores one. */
async function report(collector: CollectorUnderTest, inventory: KeptInventory, unitName?: string): Promise<string> {
  const { endpointId } = await enrolledAgent(collector, unitName);
  await names(collector, endpointId, 1, inventory);
  return endpointId;
}

async function names(
  { store, clock }: CollectorUnderTest,
  endpointId: string,
  sequence: number,
  { digest, text }: KeptInventory,
): Promise<void> {
  await store.sections.save(digest, text, clock.now());
  const summary = { ...aSummary(endpointId, sequence), sections: Object.fromEntries([['inventory', digest]]) };
  expect((await store.ingest({ summary, text: JSON.stringify(summary), receivedAt: clock.now() })).stored).toBe('new');
}

const entered = async ({ send }: Desk, over: object = {}) =>
  warning.parse((await send('POST', '/warnings', { ...letter, ...over })).json());

test('a warning is entered, and its figure is there at once and follows the machines', async () => {
  const collector = await desk();
  const first = await report(collector, old);
  await report(collector, patched);
  await report(collector, none, 'Trạm Y tế B');
  const made = await entered(collector);
  expect([made.figures.remediated, made.figures.total, made.figures.counts['not-affected']]).toEqual([1, 2, 1]);
  expect(made.isOverdue, 'the deadline was yesterday').toBe(true);
  await names(collector, first, 2, patched);
  const detail = await collector.read(`/warnings/${made.warningId}`, warningDetail);
  expect(detail.warning).toMatchObject({ isOverdue: false, figures: { remediated: 2, total: 2 } });
  expect(detail.units.map(({ unitName, figures }) => [unitName, figures.remediated, figures.total])).toEqual([
    ['Bệnh viện Đa khoa A', 2, 2],
    ['Trạm Y tế B', 0, 0],
  ]);
  expect(detail.events).toMatchObject([{ by: 'administrator', what: 'created' }]);
  expect(detail.trend).toMatchObject([{ day: '2026-11-20', figures: { remediated: 2 } }]);
  await collector.threeHoursOn();
  const { items } = await collector.read('/warnings', warningPage);
  expect(items[0]?.figures.counts, 'machines that fell silent are remediated no more').toMatchObject({ remediated: 0, silent: 3 });
});

test('an import of advisories and a new inventory are seen to, each inventory once', async () => {
  const collector = await desk();
  await report(collector, old);
  await report(collector, old);
  await report(collector, old);
  const { warningId } = await entered(collector);
  collector.advisories.publish({ [cve]: { name: 'openssl', fixed: 14 } });
  expect((await collector.read(`/warnings/${warningId}`, warningDetail)).warning.figures).toMatchObject({ remediated: 3, total: 3 });
  const [newer] = [inventoryWith({ openssl: 13 })];
  collector.advisories.hold(newer);
  const agent = await enrolledAgent(collector);
  await names(collector, agent.endpointId, 1, newer);
  const before = collector.advisories.asked.length;
  // An agent sends a section that is there already: it is of no consequence, but tells the collector to look.
  const nothing = { listsFetchedAt: null, lastInstalledAt: null, oldestSecuritySince: null, automatic: 'unknown', lastAutomaticAt: null };
  const updates = agent.section(JSON.stringify({ pending: [], ...nothing }));
  expect((await collector.app.inject(updates)).statusCode).toBe(204);
  expect((await collector.read(`/warnings/${warningId}`, warningDetail)).warning.figures).toMatchObject({ remediated: 3, total: 4 });
  expect(collector.advisories.asked.slice(before).map(({ inventories }) => inventories)).toEqual([1]);
});

test('a CVE that no advisory speaks of leaves every machine unknown', async () => {
  const collector = await desk();
  await report(collector, patched);
  const { figures } = await entered(collector, { cves: [...letter.cves, { cve: 'CVE-2025-9999', impact: 'high' }] });
  expect([figures.remediated, figures.counts.unknown]).toEqual([0, 1]);
});

test('machines are listed by state with what each needs', async () => {
  const collector = await desk();
  const missing = await report(collector, old);
  await report(collector, patched);
  const { warningId } = await entered(collector);
  const page = await collector.read(`/warnings/${warningId}/machines?state=missing`, machinePage);
  expect(page.items).toMatchObject([
    { machineId: missing, state: 'missing', needs: [{ item: 'openssl', installed: '14', versions: ['15'] }] },
  ]);
  const first = await collector.read(`/warnings/${warningId}/machines?limit=1`, machinePage);
  const second = await collector.read(`/warnings/${warningId}/machines?limit=1&cursor=${first.nextCursor}`, machinePage);
  expect(new Set([...first.items, ...second.items].map(({ machineId }) => machineId)).size).toBe(2);
  expect(second.nextCursor).toBeNull();
});

test('a warning is corrected, closed and opened, and never entered twice', async () => {
  const collector = await desk();
  await report(collector, old);
  const { warningId } = await entered(collector);
  expect(refusalOf(await collector.send('POST', '/warnings', { ...letter, title: 'Lần nữa' }))).toEqual([409, 'WARNING_EXISTS']);
  const corrected = warning.parse((await collector.send('PUT', `/warnings/${warningId}`, { ...letter, deadline: null })).json());
  expect(corrected).toMatchObject({ deadline: null, isOverdue: false, figures: { total: 1 } });
  expect((await collector.send('PUT', `/warnings/${warningId}/state`, { state: 'closed' })).json()).toMatchObject({ state: 'closed' });
  expect((await collector.read('/warnings?state=open', warningPage)).items).toEqual([]);
  expect((await collector.read('/warnings?state=closed', warningPage)).items).toHaveLength(1);
  expect(
    (await collector.app.inject({ method: 'DELETE', url: `/api/v1/warnings/${warningId}`, cookies: collector.cookies })).statusCode,
  ).toBe(405);
  expect((await collector.send('PUT', `/warnings/${warningId}/state`, { state: 'open' })).json()).toMatchObject({
    state: 'open',
    figures: { total: 1 },
  });
});

test('the order of urgency says why', async () => {
  const collector = await desk();
  await report(collector, old);
  const calm = await entered(collector);
  const urgent = await entered(collector, { number: '57/CATTT-NCSC' });
  await collector.send('PUT', `/warnings/${urgent.warningId}`, { ...letter, number: '57/CATTT-NCSC', isExploited: true });
  const { items } = await collector.read('/warnings/ranking', warningRanking);
  expect(items.map(({ place, warningId, aheadBy, machinesMissing }) => [place, warningId, aheadBy, machinesMissing])).toEqual([
    [1, urgent.warningId, 'exploited', 1],
    [2, calm.warningId, null, 1],
  ]);
  collector.advisories.know([{ cve, isKnownExploited: true, isUsedByRansomware: true, exploitProbability: 0.9, cvss: 9.8 }]);
  expect((await collector.read('/warnings/ranking', warningRanking)).items[0]).toMatchObject({
    isUsedByRansomware: true,
    exploitProbability: 0.9,
    cvss: 9.8,
  });
});

test('the CVEs of one warning are ranked by what machines lack and what is known of them', async () => {
  const collector = await desk();
  await report(collector, old);
  await report(collector, patched);
  const [grave, fixedEverywhere] = ['CVE-2025-2222', 'CVE-2025-3333'];
  collector.advisories.publish({ [grave]: { name: 'openssl', fixed: 16 }, [fixedEverywhere]: { name: 'openssl', fixed: 10 } });
  collector.advisories.know([
    { cve: grave, isKnownExploited: false, isUsedByRansomware: false, exploitProbability: 0.02, cvss: 9.8 },
    { cve: fixedEverywhere, isKnownExploited: true, isUsedByRansomware: true, exploitProbability: 0.97, cvss: 10 },
  ]);
  const { warningId } = await entered(collector, {
    cves: [cve, grave, fixedEverywhere].map((one) => ({ cve: one, impact: 'high' })),
  });
  const ranked = async () => {
    const { ranking } = await collector.read(`/warnings/${warningId}`, warningDetail);
    return ranking.map((one) => [one.cve, one.aheadBy, one.machines]);
  };
  expect(await ranked()).toEqual([
    [cve, 'exploit-unknown', { missing: 1, unknown: 0 }],
    [grave, 'work', { missing: 2, unknown: 0 }],
    [fixedEverywhere, null, { missing: 0, unknown: 0 }],
  ]);
  await collector.threeHoursOn();
  expect(
    (await ranked()).map(([, , machines]) => machines),
    'what silent machines are now, nobody knows',
  ).toEqual(Array.from({ length: 3 }, () => ({ missing: 0, unknown: 2 })));
  await collector.send('PUT', `/warnings/${warningId}/state`, { state: 'closed' });
  expect((await ranked()).map(([, , machines]) => machines)).toEqual([null, null, null]);
});

test('the text of a letter comes back as proposals, and nothing is stored', async () => {
  const collector = await desk();
  const answer = await collector.send('POST', '/warnings/proposals', {
    text: 'Số: 56/CATTT-NCSC\nCVE-2025-\n1111 (Nghiêm trọng)\nCVE-2025-12',
  });
  expect(letterReading.parse(answer.json())).toMatchObject({
    number: [{ value: '56/CATTT-NCSC' }],
    cves: [{ value: cve, impact: 'critical' }],
    malformedCves: [{ text: 'CVE-2025-12' }],
  });
  expect((await collector.read('/warnings', warningPage)).items).toEqual([]);
  expect(refusalOf(await collector.send('POST', '/warnings/proposals', { text: 'a'.repeat(200_001) }))).toEqual([400, 'REQUEST_INVALID']);
});

test('figures and machines are handed on as CSV and XLSX', async () => {
  const collector = await desk();
  await report(collector, old, '=HYPERLINK("http://evil")');
  await report(collector, patched);
  const { warningId } = await entered(collector);
  const get = (query: string) => collector.app.inject({ url: `/api/v1/warnings/${warningId}/export?${query}`, cookies: collector.cookies });
  const units = await get('format=csv');
  expect(units.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(units.headers['content-disposition']).toContain('56-CATTT-NCSC.csv');
  expect(units.body.split('\r\n')).toEqual([
    '\ufeff"Số, ký hiệu",Đơn vị,Số máy đã xử lý,Tổng số máy,còn thiếu bản vá,"hết hỗ trợ, không có bản vá",chưa xác định,mất kết nối,không bị ảnh hưởng,Trong đó nhập từ tệp',
    `56/CATTT-NCSC,"'=HYPERLINK(""http://evil"")",0,1,1,0,0,0,0,0`,
    '56/CATTT-NCSC,Bệnh viện Đa khoa A,1,1,0,0,0,0,0,0',
    '56/CATTT-NCSC,Tổng cộng,1,2,1,0,0,0,0,0',
    '',
  ]);
  const machines = await get('format=csv&table=machines&language=en');
  expect(machines.body).toContain('missing the fix,openssl 15,');
  const workbook = await get('format=xlsx');
  expect(workbook.headers['content-type']).toContain('spreadsheetml');
  expect(workbook.rawPayload.subarray(0, 2).toString()).toBe('PK');
});

test('a file is attached by its content and comes back to be saved, not shown', async () => {
  const collector = await desk();
  const { warningId } = await entered(collector);
  const put = (name: string, payload: Buffer) =>
    collector.app.inject({
      method: 'PUT',
      url: `/api/v1/warnings/${warningId}/attachments?name=${encodeURIComponent(name)}`,
      cookies: collector.cookies,
      headers: { 'content-type': 'application/octet-stream' },
      payload,
    });
  const pdf = Buffer.from('%PDF-1.7\n…');
  const { items } = (await put('Công văn 56.html', pdf)).json<{ items: unknown[] }>();
  expect(attachment.parse(items[0])).toMatchObject({ name: 'Công văn 56.html', contentType: 'application/pdf', bytes: pdf.length });
  const digest = createHash('sha256').update(pdf).digest('hex');
  const file = await collector.app.inject({ url: `/api/v1/warnings/${warningId}/attachments/${digest}`, cookies: collector.cookies });
  expect(file.rawPayload).toEqual(pdf);
  expect(file.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-security-policy': 'sandbox',
    'x-content-type-options': 'nosniff',
  });
  expect(file.headers['content-disposition']).toMatch(/^attachment; filename="Co_ng_va_n_56\.html"; filename\*=UTF-8''C%C3%B4ng/);
  expect(refusalOf(await put('letter.pdf', Buffer.from('MZ\u0000\u0001program')))).toEqual([400, 'REQUEST_INVALID']);
  expect(refusalOf(await put('large.pdf', Buffer.alloc(10 * 1024 * 1024 + 1)))).toEqual([413, 'BODY_TOO_LARGE']);
});

test('only a person who is signed in, on a page of this collector, changes something', async () => {
  const collector = await desk();
  const { token, get } = await readerOf(collector);
  const post = (headers: Record<string, string>, cookies = {}) =>
    collector.app.inject({ method: 'POST', url: '/api/v1/warnings', payload: letter, headers, cookies });
  expect(refusalOf(await post({}))).toEqual([401, 'SIGN_IN_REQUIRED']);
  expect(refusalOf(await post({ authorization: `Bearer ${token}` }))).toEqual([403, 'FORBIDDEN']);
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])
    expect(refusalOf(await post(headers, collector.cookies))).toEqual([403, 'FORBIDDEN']);
  expect((await get('/api/v1/warnings')).json()).toEqual({ items: [], nextCursor: null });
  const own = { origin: 'https://localhost:80', 'sec-fetch-site': 'same-origin', host: 'localhost:80' };
  expect((await post({ ...own, host: 'ww.example.vn:8443', origin: 'https://ww.example.vn:8443' }, collector.cookies)).statusCode).toBe(
    201,
  );
});

test.for([
  'warnings',
  'warnings/ranking',
  'warnings/1b4e28ba-2fa1-41d2-883f-0016d3cca427',
  'warnings/1b4e28ba-2fa1-41d2-883f-0016d3cca427/machines',
  'warnings/1b4e28ba-2fa1-41d2-883f-0016d3cca427/export?format=csv',
])('/api/v1/%s tells nothing to someone who did not sign in', async (path) => {
  const { app } = await collectorUnderTest();
  expect(refusalOf(await app.inject({ url: `/api/v1/${path}` }))).toEqual([401, 'SIGN_IN_REQUIRED']);
});

test.for([
  { name: 'a CVE id that is none', over: { cves: [{ cve: 'CVE-2025-12', impact: 'high' }] } },
  { name: 'no such day', over: { issuedOn: '2025-02-30' } },
  { name: 'two lines in a title', over: { title: 'a\nb' } },
  { name: 'a key that nobody knows', over: { more: true } },
])('$name is refused', async ({ over }) => {
  const collector = await desk();
  expect(refusalOf(await collector.send('POST', '/warnings', { ...letter, ...over }))).toEqual([400, 'REQUEST_INVALID']);
});

test('the interface description tells of warnings', async () => {
  const { app } = await collectorUnderTest();
  const { paths } = (await app.inject({ url: '/api/docs/json' })).json<{ paths: object }>();
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/api/v1/warnings',
      '/api/v1/warnings/ranking',
      '/api/v1/warnings/{warningId}/attachments',
      '/api/v1/warnings/proposals',
    ]),
  );
});

test('a warning that is not there is told as such', async () => {
  const collector = await desk();
  const none = '/warnings/1b4e28ba-2fa1-41d2-883f-0016d3cca427';
  expect(refusalOf(await collector.app.inject({ url: `/api/v1${none}`, cookies: collector.cookies }))).toEqual([404, 'NOT_FOUND']);
  expect(refusalOf(await collector.send('PUT', none, letter))).toEqual([404, 'NOT_FOUND']);
});
