import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createExposures } from '../../src/collector/advisories/exposures.ts';
import type { Inventory, InventoryFrame } from '../../src/domain/inventory/inventory.ts';
import { namedItemsOf } from '../../src/inventory/named-items.ts';
import { openAdvisoryStore } from '../../src/storage/advisories/advisory-store.ts';
import { createCollectorStore } from '../../src/storage/collector/collector-store.ts';
import { collectorMigrations } from '../../src/storage/collector/migrations.ts';
import { openSqlite } from '../../src/storage/open-sqlite.ts';
import { advisoryOf, madeCve, madeInventory, madeSource, scattered } from './made-advisories.ts';
import { markMemory, peakMb } from './memory-mark.ts';

// `collector-exposures.js FOLDER fill|ask`: fills a real collector store with distinct inventories, or asks, as a process of its own, what a
// warning of twenty vulnerabilities means for all of them. Prints one line of JSON.
const inventories = 2000;
const cves = Array.from({ length: 20 }, (_, at) => madeCve(at));
const [, , folder = '', what = ''] = process.argv;
const sqlite = openSqlite(join(folder, 'collector.db'), collectorMigrations);
// Filling is not what is measured here.
if (what === 'fill') sqlite.pragma('synchronous = OFF');
const store = createCollectorStore(sqlite);
const advisories = openAdvisoryStore(folder);

/** 1,000 to 2,000 packages of one distribution; every machine has its own versions of some of them. */
function inventoryOf(machine: number): Inventory {
  const all = madeInventory(2000);
  const software = (all.software ?? [])
    .slice(0, 1000 + scattered(machine, 1001))
    .map((item, at) => (scattered(machine * 2000 + at, 40) === 0 ? { ...item, version: `${item.version ?? ''}+b${machine % 5}` } : item));
  return { ...all, software };
}

async function fill(): Promise<object> {
  const startedMs = performance.now();
  for (let machine = 0; machine < inventories; machine += 1) {
    const inventory = inventoryOf(machine);
    const frame: InventoryFrame = { system: inventory.system, updates: null, hasSoftware: true };
    await store.inventories.save(createHash('sha256').update(JSON.stringify(inventory)).digest('hex'), frame, namedItemsOf(inventory));
  }
  const fillSeconds = (performance.now() - startedMs) / 1000;
  // Three packages for each vulnerability, two of which everyone has; and many advisories of which nobody asks.
  for (let place = 0; place < 20_000; place += 1) {
    const source = madeSource(scattered(place, place < 60 ? 1500 : 30_000));
    const cve = place < 60 ? madeCve(place % 20) : madeCve(place);
    const range = advisoryOf({ cve, source, introduced: null, fixed: place % 2 === 0 ? '1:9' : '3.30.1-1' });
    const origin = { source: String(place), format: 'osv', digest: String(place), readAt: '2026-11-24T00:00:00.000Z' } as const;
    advisories.documents.put(origin, [{ kind: 'advisory', advisory: { ...range, id: `${range.id}-${place}` } }]);
  }
  return { fillSeconds };
}

async function ask(): Promise<object> {
  const floorMb = markMemory();
  const exposures = createExposures({ advisories, inventories: store.inventories, clock: { now: () => Date.UTC(2026, 10, 24) } });
  const startedMs = performance.now();
  const found = await exposures.ofCves(cves);
  const seconds = (performance.now() - startedMs) / 1000;
  const answers = [...found.values()].flat();
  return {
    inventories: found.size,
    answers: answers.length,
    affected: answers.filter(({ status }) => status === 'affected').length,
    seconds,
    aboveMb: peakMb() - floorMb,
  };
}

const result = await (what === 'fill' ? fill() : ask());
advisories.close();
await store.close();
process.stdout.write(`${JSON.stringify(result)}\n`);
