import fc from 'fast-check';
import { expect, test } from 'vitest';
import { systemClock } from '../../../src/base/clock.ts';
import { createExposures } from '../../../src/collector/advisories/exposures.ts';
import type { AdvisoryRecord } from '../../../src/domain/advisories/advisory.ts';
import { frameOf, type Inventory, type SoftwareItem } from '../../../src/domain/inventory/inventory.ts';
import { matchTargetOf } from '../../../src/inventory/match-target.ts';
import { namedItemsOf } from '../../../src/inventory/named-items.ts';
import { openCollectorStore } from '../../../src/storage/collector/collector-store.ts';
import { advisory, debian12, windows10 } from '../../support/advisories.ts';
import { advisoryStore, origin } from '../../support/advisory-store.ts';
import { anyAdvisoryDraft, anyVersion, maybeVersion, someCves } from '../../support/any-advisory.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const anyItem: fc.Arbitrary<SoftwareItem> = fc.oneof(
  fc.record({
    manager: fc.constant('dpkg' as const),
    name: fc.constantFrom('libssl3', 'openssl', 'nginx-core'),
    version: maybeVersion,
    arch: fc.constant('amd64'),
    source: fc.record({ name: fc.constantFrom('openssl', 'nginx'), version: anyVersion }),
  }),
  fc.record({
    manager: fc.constant('windows-program' as const),
    name: fc.constantFrom('Google Chrome', 'OpenSSL 3.0 (64-bit)', 'Microsoft Office Professional Plus 2016', 'Phần mềm bệnh viện'),
    version: maybeVersion,
    arch: fc.constant('x64'),
    vendor: fc.constantFrom('Google LLC', 'Acme'),
  }),
);
const anyInventory: fc.Arbitrary<Inventory> = fc.record({
  system: fc.constantFrom(
    debian12,
    windows10(1500),
    windows10(null),
    { ...windows10(null), product: 'Windows 7', version: 'SP1', build: 7601 },
    { ...debian12, version: '7' },
    { ...debian12, product: 'Own Linux' },
  ),
  software: fc.option(fc.array(anyItem, { maxLength: 5 }), { nil: null }),
  updates: fc.constantFrom(null, [], ['KB5000001'], ['KB5999999']),
});

test('the collector says of a machine what the machine says of itself', async () => {
  using advisories = advisoryStore();
  const folder = tempFolder();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyAdvisoryDraft, { maxLength: 5 }),
      fc.array(anyInventory, { minLength: 1, maxLength: 4 }),
      async (drafts, machines) => {
        run += 1;
        const records = drafts.map(
          ({ products, ...more }, at): AdvisoryRecord => ({ kind: 'advisory', advisory: advisory(`A-${at}`, products, more) }),
        );
        const supersession: AdvisoryRecord = {
          kind: 'update',
          update: { kb: 'KB5000002', product: 'windows|10-22h2|windows', supersedes: ['KB5000001'], build: '19045.1400' },
        };
        advisories.documents.put(origin('all', `${run}`), [...records, supersession]);
        advisories.documents.flush();
        const store = openCollectorStore(`${folder}/${run}.db`);
        try {
          for (const [at, machine] of machines.entries()) await store.inventories.save(`${at}`, frameOf(machine), namedItemsOf(machine));
          const exposures = createExposures({ advisories, inventories: store.inventories, clock: systemClock });
          const atCollector = await exposures.ofCves(someCves);
          const today = new Date().toISOString().slice(0, 10);
          for (const [at, machine] of machines.entries()) {
            const target = matchTargetOf(machine, advisories.facts.atOnce(), today);
            expect(atCollector.get(`${at}`)).toStrictEqual(advisories.matcher.exposuresToCves(target, someCves));
          }
        } finally {
          await store.close();
        }
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);
