import { expect, onTestFinished, test } from 'vitest';
import { createWarningKeeper } from '../../../src/collector/warnings/warning-keeper.ts';
import { advisoriesInMemory, inventoryWith } from '../../fixtures/collector/advisories-in-memory.ts';
import { openStore } from '../../fixtures/collector/open-store.ts';

const cve = 'CVE-2025-1111';
const content = (number: string, cves: readonly string[]) => ({
  number,
  issuer: 'Cục A',
  issuedOn: '2025-03-12',
  title: 'Lỗ hổng',
  cves: cves.map((one) => ({ cve: one, impact: 'high' as const })),
  products: [],
  effect: '',
  isExploited: false,
  deadline: null,
});

async function kept() {
  const { store, sqlite, endpoint } = openStore();
  const advisories = advisoriesInMemory();
  const old = inventoryWith({ openssl: 14 });
  advisories.hold(old);
  advisories.publish({ [cve]: { name: 'openssl', fixed: 15 } });
  const failures: unknown[] = [];
  const keeper = createWarningKeeper({
    warnings: store.warnings,
    exposures: advisories,
    clock: { now: () => 1000 },
    silentAfterMinutes: 150,
    onFailure: (thrown) => void failures.push(thrown),
  });
  onTestFinished(() => keeper.close());
  const id = await endpoint();
  sqlite.prepare("INSERT INTO endpoint_section (endpoint_id, name, digest) VALUES (?, 'inventory', ?)").run(id, old.digest);
  const enter = async (number: string, cves: readonly string[] = [cve]): Promise<number> => {
    const written = await store.warnings.letters.create(content(number, cves), { by: 'a', now: 0 });
    return (written.outcome === 'written' ? await store.warnings.letters.find(written.id) : null)?.number ?? 0;
  };
  const missing = async (number: number): Promise<number | undefined> =>
    (await store.warnings.figures.totals([number])).get(number)?.[0]?.counts.missing;
  return { advisories, keeper, failures, enter, missing };
}

test('what is up to date is not judged again', async () => {
  const { advisories, keeper, enter, missing } = await kept();
  const number = await enter('1/A-B');
  await Promise.all([keeper.keepUp(), keeper.keepUp(), keeper.freshen()]);
  await keeper.freshen();
  expect(await missing(number)).toBe(1);
  expect(advisories.asked).toEqual([{ cves: [cve], inventories: 1 }]);
});

test('an import of advisories changes the figures of every open warning', async () => {
  const { advisories, keeper, enter, missing } = await kept();
  const numbers = [await enter('1/A-B'), await enter('2/A-B')];
  await keeper.keepUp();
  advisories.publish({ [cve]: { name: 'openssl', fixed: 14 } });
  await keeper.freshen();
  expect(await Promise.all(numbers.map(missing))).toEqual([0, 0]);
});

test('a warning that cannot be judged leaves the others their figures, and is told', async () => {
  const { advisories, keeper, failures, enter, missing } = await kept();
  const broken = await enter('1/A-B', ['CVE-2025-6666']);
  const sound = await enter('2/A-B');
  const { ofCves } = advisories;
  advisories.ofCves = async (cves, digests) => {
    if (cves.includes('CVE-2025-6666')) throw new Error('the advisories are torn');
    return ofCves(cves, digests);
  };
  await keeper.keepUp();
  expect(await missing(sound)).toBe(1);
  expect(await missing(broken), 'unknown, not fine').toBe(0);
  expect(failures).not.toEqual([]);
});

test('nothing is done after closing', async () => {
  const { advisories, keeper, enter } = await kept();
  await enter('1/A-B');
  await keeper.close();
  await keeper.keepUp();
  advisories.publish({ [cve]: { name: 'openssl', fixed: 14 } });
  expect(advisories.asked).toEqual([]);
});
