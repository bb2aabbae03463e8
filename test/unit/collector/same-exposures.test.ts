import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createExposures } from '../../../src/collector/advisories/exposures.ts';
import type { FeedHeader } from '../../../src/contracts/feed.ts';
import type { AdvisoryRecord } from '../../../src/domain/advisories/advisory.ts';
import type { Inventory } from '../../../src/domain/inventory/inventory.ts';
import { matchTargetOf } from '../../../src/inventory/match-target.ts';
import { namedItemsOf } from '../../../src/inventory/named-items.ts';
import { createCollectorStore } from '../../../src/storage/collector/collector-store.ts';
import { collectorMigrations } from '../../../src/storage/collector/migrations.ts';
import { openSqlite } from '../../../src/storage/open-sqlite.ts';
import { advisory, product, range } from '../../support/advisories.ts';
import { advisoryStore, origin } from '../../support/advisory-store.ts';
import { debian, windows10 } from '../../support/inventories.ts';

const header = (feedId: string, toVersion: number): FeedHeader => ({
  formatVersion: 1,
  feedId,
  fromVersion: 0,
  toVersion,
  createdAt: '2026-11-24T00:00:00.000Z',
  items: 0,
  payloadBytes: 0,
  inflatedBytes: 0,
  payloadSha256: '0'.repeat(64),
  certificate: '',
});
const cves = ['CVE-2026-0001', 'CVE-2026-0002', 'CVE-2026-9999'];
const now = Date.UTC(2026, 10, 24);
const software = fc.option(
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
);
const windows = fc.constantFrom(
  { ...windows10, revision: 1500 },
  { ...windows10, revision: null },
  { ...windows10, product: 'Windows 11', version: '24H2', build: 26_100 },
);
const anyInventory: fc.Arbitrary<Inventory> = fc.oneof(
  fc.record({
    system: fc.constantFrom(debian, { ...debian, version: '11' }, { ...debian, version: '13' }),
    software,
    updates: fc.constant(null),
  }),
  fc.record({ system: windows, software: fc.constantFrom([], null), updates: fc.constantFrom(null, [], ['KB5000001'], ['KB5000003']) }),
);

const windowsKey = 'windows|10-22h2|windows';
const update = (kb: string, supersedes: readonly string[], build: string | null): AdvisoryRecord => ({
  kind: 'update',
  update: { kb, product: windowsKey, supersedes, build },
});
const records: readonly AdvisoryRecord[] = [
  {
    kind: 'advisory',
    advisory: advisory('A', [product('debian|12|openssl', { ranges: [range(null, '2.0-1')] })], { cves: ['CVE-2026-0001'] }),
  },
  {
    kind: 'advisory',
    advisory: advisory(
      'B',
      [product('debian|12|nginx', { ranges: [range('2.0-1', '3.0-1')] }), product('debian|11|openssl', { ranges: [range(null, '2.0-1')] })],
      { cves: ['CVE-2026-0001', 'CVE-2026-0002'] },
    ),
  },
  // Of a package that nobody has: only this says that the source covers Debian 13.
  { kind: 'advisory', advisory: advisory('C', [product('debian|13|unheard-of', {})], { cves: ['CVE-2026-0003'] }) },
  {
    kind: 'advisory',
    advisory: advisory('D', [product(windowsKey, { scheme: 'windows', updates: ['KB5000002'] })], {
      cves: ['CVE-2026-0002'],
      format: 'msrc-kb',
    }),
  },
  update('KB5000001', [], '19045.1000'),
  update('KB5000002', ['KB5000001'], null),
  update('KB5000003', ['KB5000002'], '19045.3000'),
];

test('a collector says of every inventory what its endpoint says itself, also by the part of the data that it was handed', async () => {
  using advisories = advisoryStore();
  advisories.documents.put(origin('all'), records);
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
      using endpoint = advisoryStore();
      const version = advisories.feed.refresh([...(await store.inventories.families()), 'windows||windows']);
      endpoint.received.apply(header(advisories.feed.feedId, version), advisories.feed.itemsSince(0));
      const own = Array.from(known, ([digest, one]) => {
        const target = matchTargetOf(one, advisories.facts.atOnce(), '2026-11-24');
        return [digest, advisories.matcher.exposuresToCves(target, cves)] as const;
      });
      for (const [digest, one] of known) {
        const target = matchTargetOf(one, endpoint.facts.atOnce(), '2026-11-24');
        for (const [at, { status, reason }] of endpoint.matcher.exposuresToCves(target, cves).entries()) {
          const there = found.get(digest)?.[at];
          // What is about nothing that anybody has is not handed on: then nothing here speaks of it.
          if (one.software === null || reason === 'no-advisory') continue;
          expect({ status, reason }).toStrictEqual({ status: there?.status, reason: there?.reason });
        }
      }
      expect(found).toEqual(new Map(own));
      await store.close();
    }),
    { numRuns: 40 },
  );
});
