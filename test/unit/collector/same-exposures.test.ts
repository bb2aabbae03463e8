import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createExposures } from '../../../src/collector/advisories/exposures.ts';
import type { Inventory } from '../../../src/domain/inventory/inventory.ts';
import { matchTargetOf } from '../../../src/inventory/match-target.ts';
import { namedItemsOf } from '../../../src/inventory/named-items.ts';
import { createCollectorStore } from '../../../src/storage/collector/collector-store.ts';
import { collectorMigrations } from '../../../src/storage/collector/migrations.ts';
import { openSqlite } from '../../../src/storage/open-sqlite.ts';
import { advisory, product, range } from '../../support/advisories.ts';
import { advisoryStore, origin } from '../../support/advisory-store.ts';
import { debian } from '../../support/inventories.ts';

const cves = ['CVE-2026-0001', 'CVE-2026-0002', 'CVE-2026-9999'];
const now = Date.UTC(2026, 10, 24);
const anyInventory: fc.Arbitrary<Inventory> = fc.record({
  system: fc.constantFrom(debian, { ...debian, version: '11' }),
  software: fc.option(
    fc.uniqueArray(
      fc.record({
        manager: fc.constant('dpkg' as const),
        name: fc.constantFrom('openssl', 'nginx', 'vim', 'bash'),
        version: fc.constantFrom('1.0-1', '2.0-1', '3.0-1'),
        arch: fc.constant('amd64'),
      }),
      { selector: ({ name }) => name },
    ),
    { nil: null },
  ),
  updates: fc.constant(null),
});

test('a collector says of every inventory what its endpoint says itself', async () => {
  using advisories = advisoryStore();
  const openssl = product('debian|12|openssl', { ranges: [range(null, '2.0-1')] });
  const nginx = product('debian|12|nginx', { ranges: [range('2.0-1', '3.0-1')] });
  advisories.documents.put(origin('all'), [
    { kind: 'advisory', advisory: advisory('A', [openssl], { cves: ['CVE-2026-0001'] }) },
    { kind: 'advisory', advisory: advisory('B', [nginx, openssl], { cves: ['CVE-2026-0001', 'CVE-2026-0002'] }) },
  ]);
  await fc.assert(
    fc.asyncProperty(fc.array(anyInventory, { maxLength: 8 }), async (inventories) => {
      const store = createCollectorStore(openSqlite(':memory:', collectorMigrations));
      const digestOf = (one: Inventory): string => createHash('sha256').update(JSON.stringify(one)).digest('hex');
      const known = new Map(inventories.map((one) => [digestOf(one), one]));
      for (const [digest, one] of known) {
        const frame = { system: one.system, updates: one.updates, hasSoftware: one.software !== null };
        expect(await store.inventories.save(digest, frame, namedItemsOf(one))).toBe(true);
        expect(await store.inventories.save(digest, frame, namedItemsOf(one))).toBe(false);
      }
      const found = await createExposures({ advisories, inventories: store.inventories, clock: { now: () => now } }).ofCves(cves);
      const own = Array.from(known, ([digest, one]) => {
        const target = matchTargetOf(one, advisories.facts.atOnce(), '2026-11-24');
        return [digest, advisories.matcher.exposuresToCves(target, cves)] as const;
      });
      expect(found).toEqual(new Map(own));
      await store.close();
    }),
    { numRuns: 40 },
  );
});
