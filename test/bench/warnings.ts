import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWarningKeeper } from '../../src/collector/warnings/warning-keeper.ts';
import { exposureStatuses } from '../../src/domain/advisories/exposure.ts';
import type { Exposures } from '../../src/domain/warnings/exposures.ts';
import { type CollectorStore, createCollectorStore } from '../../src/storage/collector/collector-store.ts';
import { collectorMigrations } from '../../src/storage/collector/migrations.ts';
import { openSqlite, type Sqlite } from '../../src/storage/open-sqlite.ts';
import { median, type Measured, printTable } from './table.ts';

const endpoints = 100_000;
const inventories = 2000;
const units = 300;
const cvesPerWarning = 20;
const rounds = 10;

const digests = Array.from({ length: inventories }, (_, at) => createHash('sha256').update(`inventory ${at}`).digest('hex'));

/** Stands in for the match: it answers at once for every inventory and CVE, so that what is measured is ours. */
const answers: Exposures = {
  ofCves: async (cves, wanted = digests) =>
    new Map(
      wanted.map((digest) => [
        digest,
        cves.map((cve, at) => ({
          cve,
          status: exposureStatuses[(digest.charCodeAt(0) + at) % exposureStatuses.length] ?? 'unknown',
          advisories: ['A-1'],
          evidence: [{ item: `package-${at}`, installed: '1.0-1', fixed: '1.0-2', updates: [], product: 'package', remedy: null }],
        })),
      ]),
    ),
  onChange: () => () => undefined,
};

/** New warnings over a real store of 100,000 endpoints with 2,000 distinct inventories in 300 units. True where every limit holds. */
export async function benchWarnings(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'wardwatch-bench-'));
  const sqlite = openSqlite(join(folder, 'collector.db'), collectorMigrations);
  const store = createCollectorStore(sqlite);
  try {
    const now = Date.now();
    await fill(store, sqlite, now);
    const fail = (thrown: unknown): never => {
      throw thrown;
    };
    const keeper = createWarningKeeper({
      warnings: store.warnings,
      exposures: answers,
      clock: { now: () => now },
      silentAfterMinutes: 150,
      onFailure: fail,
    });
    const entered: Measured = { name: 'enter a warning, judge and count it', seconds: [] };
    const page: Measured = { name: 'first page of machines in one state', seconds: [] };
    for (let round = 0; round < rounds; round += 1) {
      entered.seconds.push(
        await timed(async () => {
          await enter(store, round, now);
          await keeper.keepUp();
        }),
      );
      const silentBefore = { endpoints: now - 9_000_000, imported: 0 };
      page.seconds.push(await timed(() => store.warnings.machines.page({ warning: 1, state: 'end-of-life', silentBefore, limit: 100 })));
    }
    const figures = await store.warnings.figures.totals([1]);
    const counted = (figures.get(1) ?? []).flatMap(({ counts }) => Object.values(counts)).reduce((sum, count) => sum + count, 0);
    await keeper.close();
    return printTable(
      `Warnings: ${endpoints} endpoints, ${inventories} inventories, ${units} units; ${cvesPerWarning} CVEs each, up to ${rounds} warnings open at a time`,
      [entered, page],
      [
        { what: 'the first warning, s', ratio: entered.seconds[0] ?? Infinity, atMost: 2 },
        { what: 'a further one while others are open, s', ratio: median(entered.seconds), atMost: 2 },
        { what: 'machines in its figures', ratio: counted, atLeast: endpoints, atMost: endpoints },
      ],
    );
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(store: CollectorStore, sqlite: Sqlite, now: number): Promise<void> {
  const ids: string[] = [];
  for (let at = 0; at < units; at += 1) ids.push((await store.units.ensure(`Đơn vị ${at}`, now)).unitId);
  const endpoint = sqlite.prepare(
    "INSERT INTO endpoint (id, unit_id, public_key, enrolled_with, enrolled_at, hostname, os, agent_version, last_seen_at) VALUES (?, ?, ?, '', ?, ?, 'linux', '0.1.0', ?)",
  );
  const section = sqlite.prepare("INSERT INTO endpoint_section (endpoint_id, name, digest) VALUES (?, 'inventory', ?)");
  sqlite.transaction(() => {
    for (let at = 0; at < endpoints; at += 1) {
      const id = crypto.randomUUID();
      const silentForMs = at % 20 === 0 ? 86_400_000 : 0;
      endpoint.run(id, ids[at % units], id, now, `may-${at}`, now - silentForMs);
      section.run(id, digests[(at * 7919) % inventories]);
    }
  })();
}

async function enter({ warnings }: CollectorStore, round: number, now: number): Promise<void> {
  const cves = Array.from({ length: cvesPerWarning }, (_, at) => ({ cve: `CVE-2025-${1000 + round * 100 + at}`, impact: 'high' as const }));
  await warnings.letters.create(
    {
      number: `${round}/CATTT-NCSC`,
      issuer: 'A',
      issuedOn: '2025-03-12',
      title: 'A',
      cves,
      products: [],
      effect: '',
      isExploited: false,
      deadline: null,
    },
    { by: 'bench', now },
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return (performance.now() - startedMs) / 1000;
}
