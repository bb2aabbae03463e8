import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figuresOf, machineStates, type MachineState, noMachines, sumOfFigures } from '../../../../src/domain/warnings/figures.ts';
import { judgeInventory } from '../../../../src/domain/warnings/judge-inventory.ts';
import type { WarningContent } from '../../../../src/domain/warnings/warning.ts';
import { advisoriesInMemory, inventoryWith, type KeptInventory } from '../../../fixtures/collector/advisories-in-memory.ts';
import { openStore, type OpenStore } from '../../../fixtures/collector/open-store.ts';
import { aSummary } from '../../../fixtures/collector/summaries.ts';

const cve = 'CVE-2025-1111';
const content = (over: Partial<WarningContent> = {}): WarningContent => ({
  number: '56/CATTT-NCSC',
  issuer: 'Cục A',
  issuedOn: '2025-03-12',
  title: 'Lỗ hổng trong openssl',
  cves: [{ cve, impact: 'critical' }],
  products: ['openssl'],
  effect: '',
  isExploited: true,
  deadline: '2025-03-20',
  ...over,
});
const act = { by: 'administrator', now: 1000 };
const day = '2025-03-13';
/** Endpoints heard of at 5000 and later are not silent. */
const silentBefore = { endpoints: 5000, imported: 5000 };

const patched = inventoryWith({ openssl: 15 });
const old = inventoryWith({ openssl: 14 });
const none = inventoryWith({ nginx: 1 });
const unread = inventoryWith(null);

async function stage() {
  const open = openStore();
  const advisories = advisoriesInMemory();
  advisories.hold(patched, old, none, unread);
  advisories.publish({ [cve]: { name: 'openssl', fixed: 15 } });
  const { letters, judgements, figures } = open.store.warnings;
  const created = await letters.create(content(), act);
  const warning = created.outcome === 'written' ? await letters.find(created.id) : null;
  if (!warning) throw new Error(created.outcome);
  const judge = async (): Promise<void> => {
    for (const one of await judgements.open()) {
      const said = await advisories.ofCves(one.cves);
      await judgements.save(
        one,
        new Map([...said].map(([digest, exposures]) => [digest, judgeInventory(one.cves, exposures)])),
        'all',
        2000,
      );
    }
    await judgements.settleChanges(2000);
  };
  const count = async (on = day) => {
    await figures.recount({ silentBefore, day: on, now: 3000 });
    return sumOfFigures((await figures.totals([warning.number])).get(warning.number) ?? []);
  };
  return { ...open, advisories, warning, judge, count, ...open.store.warnings };
}

/** An endpoint that named this inventory; heard of at `at`. */
async function machine(
  { store, sqlite, endpoint }: OpenStore,
  inventory: KeptInventory | null,
  { at = 9000, unit = 'A', hostname = 'may-1' } = {},
): Promise<string> {
  const id = await endpoint(unit);
  await store.ingest({ summary: aSummary(id, 1), text: '{}', receivedAt: at });
  sqlite.prepare('UPDATE endpoint SET hostname = ? WHERE id = ?').run(hostname, id);
  if (inventory) name(sqlite, id, inventory);
  return id;
}
const name = (sqlite: OpenStore['sqlite'], id: string, { digest }: KeptInventory): unknown =>
  sqlite.prepare("INSERT INTO endpoint_section (endpoint_id, name, digest) VALUES (?, 'inventory', ?)").run(id, digest);

test('every machine is counted once, in the state that it is in', async () => {
  const { judge, count, ...open } = await stage();
  await machine(open, patched);
  await machine(open, old, { unit: 'B' });
  await machine(open, none);
  await machine(open, unread);
  await machine(open, null);
  await machine(open, patched, { at: 10 });
  await judge();
  const figures = await count();
  expect(figures).toEqual(figuresOf({ ...noMachines, remediated: 1, missing: 1, 'not-affected': 1, unknown: 2, silent: 1 }, 0));
  expect(`${figures.remediated}/${figures.total}`).toBe('1/5');
  expect(await open.figures.units(open.warning.number)).toMatchObject([
    { unitName: 'A', figures: { remediated: 1, total: 4 } },
    { unitName: 'B', figures: { remediated: 0, total: 1 } },
  ]);
});

test('a machine that was retired, or that waits to be let in, is in no figure, list or count', async () => {
  const { judge, count, ...open } = await stage();
  await machine(open, patched);
  await machine(open, old, { unit: 'B' });
  const leaving = await machine(open, patched, { hostname: 'may-2' });
  const lost = await machine(open, old, { unit: 'B', hostname: 'may-3', at: 10 });
  const waiting = await machine(open, old, { hostname: 'may-4', at: 10 });
  await judge();
  expect(await count()).toEqual(figuresOf({ ...noMachines, remediated: 2, missing: 1, silent: 2 }, 0));
  expect(await open.store.endpoints.count(5000)).toEqual({ total: 5, silent: 2, forked: 0 });

  for (const id of [leaving, lost]) await open.store.endpointLife.retire(id, 6000);
  open.sqlite.prepare('UPDATE endpoint SET is_pending = 1, forks = 1 WHERE id = ?').run(waiting);
  const figures = await count();
  expect(figures).toEqual(figuresOf({ ...noMachines, remediated: 1, missing: 1 }, 0));
  expect(`${figures.remediated}/${figures.total}`).toBe('1/2');
  expect(await open.figures.units(open.warning.number)).toMatchObject([
    { unitName: 'A', figures: { remediated: 1, total: 1 } },
    { unitName: 'B', figures: { counts: { missing: 1 }, total: 1 } },
  ]);
  expect(await open.store.endpoints.count(5000), 'the overview').toEqual({ total: 2, silent: 0, forked: 0 });
  expect(await open.store.units.list(5000)).toMatchObject([
    { name: 'A', endpoints: 1, silent: 0 },
    { name: 'B', endpoints: 1, silent: 0 },
  ]);

  await open.store.endpointLife.approve(waiting);
  expect((await count()).total, 'let in, it counts').toBe(3);
});

test('before a warning is judged every machine is unknown', async () => {
  const { count, ...open } = await stage();
  await machine(open, patched);
  expect((await count()).counts).toEqual({ ...noMachines, unknown: 1 });
  expect(await open.judgements.outdated()).toEqual([{ number: open.warning.number, revision: 1, cves: [cve] }]);
});

test('taking the vulnerable product away is a remedy; never having had it is none', async () => {
  const { judge, count, ...open } = await stage();
  const once = await machine(open, old);
  await machine(open, none);
  await judge();
  expect((await count()).counts).toMatchObject({ missing: 1, 'not-affected': 1 });
  await open.store.ingest({
    summary: { ...aSummary(once, 2), sections: Object.fromEntries([['inventory', none.digest]]) },
    text: '{}',
    receivedAt: 9500,
  });
  await open.judgements.settleChanges(2000);
  const figures = await count();
  expect(figures.counts).toEqual({ ...noMachines, remediated: 1, 'not-affected': 1 });
  expect([figures.remediated, figures.total]).toEqual([1, 1]);
  const { items } = await open.machines.page({ warning: open.warning.number, state: 'remediated', silentBefore, limit: 10 });
  expect(items).toMatchObject([{ machineId: once, state: 'remediated', lastStatus: 'not-affected' }]);
});

test('an advisory that is corrected remediates nobody', async () => {
  const { judge, count, ...open } = await stage();
  await machine(open, old);
  await judge();
  open.advisories.publish({ [cve]: { name: 'another', fixed: 15 } });
  await judge();
  expect((await count()).counts).toEqual({ ...noMachines, 'not-affected': 1 });
});

test('imported machines count with the others, lose their say with time, and give way to an agent of their name', async () => {
  const { judge, count, imported, machines, ...open } = await stage();
  const { unitId } = await open.store.units.ensure('A', 0);
  const machineOf = (hostname: string, { text }: KeptInventory) => ({
    unitId,
    hostname,
    inventory: text,
    source: 'systeminfo.txt',
    importedBy: 'administrator',
  });
  expect(await imported.save([machineOf('KHAM-01', old), machineOf('KHAM-02', patched)], 9000)).toEqual({ added: 2, renewed: 0 });
  expect(await imported.save([machineOf('kham-03', patched)], 100)).toEqual({ added: 1, renewed: 0 });
  await judge();
  const figures = await count();
  expect(figures).toEqual(figuresOf({ ...noMachines, missing: 1, remediated: 1, silent: 1 }, 3));
  expect(await imported.save([machineOf('kham-01', patched)], 9100)).toEqual({ added: 0, renewed: 1 });
  expect((await count()).counts).toMatchObject({ remediated: 2, missing: 0 });
  await machine({ ...open, store: open.store }, old, { hostname: 'Kham-02' });
  const after = await count();
  expect(after.counts).toMatchObject({ missing: 1, remediated: 1, silent: 1 });
  expect(after.imported).toBe(2);
  const { items } = await machines.page({ warning: open.warning.number, silentBefore, limit: 10 });
  expect(items.map(({ hostname, isImported, state, source }) => [hostname, isImported, state, source])).toEqual([
    ['Kham-02', false, 'missing', null],
    ['kham-01', true, 'remediated', 'systeminfo.txt'],
    ['kham-03', true, 'silent', 'systeminfo.txt'],
  ]);
});

test('the trend has a row for a day on which something changed, and carries the other units on', async () => {
  const { judge, count, ...open } = await stage();
  await machine(open, old, { unit: 'A' });
  const b = await machine(open, old, { unit: 'B' });
  await judge();
  await count('2025-03-13');
  await count('2025-03-14');
  open.sqlite.prepare('UPDATE endpoint_section SET digest = ? WHERE endpoint_id = ?').run(patched.digest, b);
  await count('2025-03-15');
  const trend = await open.figures.trend(open.warning.number);
  expect(trend.map(({ day: on, figures }) => [on, figures.remediated, figures.total])).toEqual([
    ['2025-03-13', 0, 2],
    ['2025-03-15', 1, 2],
  ]);
});

test('a closed warning keeps the figures of its closing, and is judged anew when it is opened', async () => {
  const { judge, count, letters, warning, ...open } = await stage();
  await machine(open, old);
  await judge();
  expect((await count()).counts.missing).toBe(1);
  await letters.setState(warning.id, 'closed', act);
  await machine(open, old);
  expect((await count()).counts.missing).toBe(1);
  expect(await open.judgements.open()).toEqual([]);
  await letters.setState(warning.id, 'open', act);
  expect(await open.judgements.outdated()).toHaveLength(1);
  expect((await letters.events(warning.number)).map(({ what, by }) => [what, by])).toEqual([
    ['created', 'administrator'],
    ['closed', 'administrator'],
    ['reopened', 'administrator'],
  ]);
});

test('a number names one letter of a year; an edit makes judgements out of date', async () => {
  const { letters, judge, judgements, warning } = await stage();
  expect(await letters.create(content({ number: '56 / cattt-ncsc' }), act)).toEqual({ outcome: 'number-taken', id: warning.id });
  const other = await letters.create(content({ issuedOn: '2024-03-12' }), act);
  expect(other.outcome).toBe('written');
  expect((await letters.ofLetter('56/cattt-ncsc')).map(({ content: { issuedOn } }) => issuedOn)).toEqual(['2025-03-12', '2024-03-12']);
  await judge();
  expect(await judgements.outdated()).toEqual([]);
  expect(await letters.edit(warning.id, content({ cves: [] }), act)).toEqual({ outcome: 'written', id: warning.id });
  expect(await letters.edit(randomUUID(), content(), act)).toEqual({ outcome: 'unknown' });
  expect(await judgements.outdated()).toMatchObject([{ revision: 2, cves: [] }]);
  expect(await letters.find(warning.id)).toMatchObject({ content: content({ cves: [] }), judgedAt: null });
});

test('a judgement that was under way when the warning was edited is dropped', async () => {
  const { letters, judgements, warning } = await stage();
  const [before] = await judgements.outdated();
  if (!before) throw new Error('nothing to judge');
  await letters.edit(warning.id, content({ title: 'Khác' }), act);
  await judgements.save(before, new Map([['a'.repeat(64), { status: 'fixed', reason: null, needs: [], standings: 'f' }]]), 'all', 2000);
  expect(await judgements.outdated()).toHaveLength(1);
});

test('a file is kept by its content, once', async () => {
  const { attachments, warning } = await stage();
  const file = { name: 'Công văn 56.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.7 a') };
  expect(await attachments.attach(warning.number, file, act)).toBe('attached');
  expect(await attachments.attach(warning.number, { ...file, name: 'again.pdf' }, act)).toBe('there-already');
  const [kept] = await attachments.list(warning.number);
  expect(kept).toMatchObject({ name: 'Công văn 56.pdf', bytes: 10 });
  expect(Buffer.from((await attachments.read(warning.number, kept?.digest ?? ''))?.content ?? []).toString()).toBe('%PDF-1.7 a');
  for (let at = 0; at < 4; at += 1) await attachments.attach(warning.number, { ...file, content: Buffer.from(`%PDF-${at}`) }, act);
  expect(await attachments.attach(warning.number, { ...file, content: Buffer.from('%PDF-9') }, act)).toBe('too-many');
});

test('pages of every state together are all machines, and each page agrees with the figures', async () => {
  const inventories = [patched, old, none, unread, null];
  const anyMachine = fc.record({
    inventory: fc.constantFrom(...inventories),
    at: fc.constantFrom(10, 9000),
    unit: fc.constantFrom('A', 'B'),
    becomes: fc.constantFrom(...inventories, undefined),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(anyMachine, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), async (all, limit) => {
      const { judge, count, machines, warning, ...open } = await stage();
      for (const one of all) {
        const id = await machine(open, one.inventory, one);
        if (one.becomes && one.inventory)
          await open.store.ingest({
            summary: { ...aSummary(id, 2), sections: Object.fromEntries([['inventory', one.becomes.digest]]) },
            text: '{}',
            receivedAt: one.at,
          });
      }
      await judge();
      const { counts } = await count();
      const listed = async (state?: MachineState): Promise<string[]> => {
        const found: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await machines.page({ warning: warning.number, state, silentBefore, limit, cursor });
          found.push(...page.items.map(({ machineId }) => machineId));
          if (state) expect(page.items.every((item) => item.state === state)).toBe(true);
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        return found;
      };
      for (const state of machineStates) expect([state, (await listed(state)).length]).toEqual([state, counts[state]]);
      expect(new Set(await listed()).size).toBe(all.length);
    }),
    { numRuns: 25 },
  );
});
