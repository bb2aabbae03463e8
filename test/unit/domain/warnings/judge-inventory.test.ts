import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CveExposure, exposureStatuses } from '../../../../src/domain/advisories/exposure.ts';
import { judgeInventory } from '../../../../src/domain/warnings/judge-inventory.ts';

const exposure = (cve: string, status: CveExposure['status'], over: Partial<CveExposure> = {}): CveExposure => ({
  cve,
  status,
  advisories: ['A'],
  evidence: [],
  ...over,
});
const [one, two] = ['CVE-2025-1111', 'CVE-2025-2222'];

test.for([
  { name: 'all fixed', said: [exposure(one, 'fixed'), exposure(two, 'fixed')], status: 'fixed', reason: null },
  { name: 'one fixed, one not there', said: [exposure(one, 'fixed'), exposure(two, 'not-affected')], status: 'fixed', reason: null },
  { name: 'one missing', said: [exposure(one, 'fixed'), exposure(two, 'affected')], status: 'affected', reason: null },
  { name: 'one that nobody speaks of', said: [exposure(one, 'fixed')], status: 'unknown', reason: 'no-advisory' },
  {
    name: 'one that cannot be told',
    said: [exposure(one, 'fixed'), exposure(two, 'unknown', { reason: 'version-missing' })],
    status: 'unknown',
    reason: 'version-missing',
  },
  { name: 'nothing said at all', said: [], status: 'unknown', reason: 'no-advisory' },
  { name: 'missing outweighs unknown', said: [exposure(one, 'affected')], status: 'affected', reason: null },
])('$name: $status', ({ said, status, reason }) => expect(judgeInventory([one, two], said)).toMatchObject({ status, reason }));

test('a warning without CVEs is unknown on every machine', () =>
  expect(judgeInventory([], [exposure(one, 'fixed')])).toMatchObject({ status: 'unknown' }));

test('what a machine needs is told once for each item, of what is missing only', () => {
  const evidence = { item: 'openssl', installed: '3.0.14-1', updates: [], product: 'openssl', remedy: null };
  const windows = { item: 'Windows 10', installed: '19045.1', fixed: null, updates: ['KB5071546'], product: 'Windows 10', remedy: null };
  const { needs } = judgeInventory(
    [one, two],
    [
      exposure(one, 'affected', { evidence: [{ ...evidence, fixed: '3.0.15-1~deb12u1' }, windows] }),
      exposure(two, 'affected', { evidence: [{ ...evidence, fixed: '3.0.16-1' }, windows] }),
      exposure('CVE-2025-3333', 'affected', { evidence: [{ ...evidence, item: 'curl', fixed: '8' }] }),
    ],
  );
  expect(needs).toEqual([
    { item: 'openssl', installed: '3.0.14-1', versions: ['3.0.15-1~deb12u1', '3.0.16-1'], updates: [], remedy: null },
    { item: 'Windows 10', installed: '19045.1', versions: [], updates: ['KB5071546'], remedy: null },
  ]);
});

test('it is fixed or unaffected only where every CVE is', () =>
  fc.assert(
    fc.property(fc.array(fc.option(fc.constantFrom(...exposureStatuses)), { minLength: 1, maxLength: 6 }), (statuses) => {
      const cves = statuses.map((_, at) => `CVE-2025-${1000 + at}`);
      const said = statuses.flatMap((status, at) => (status === null ? [] : [exposure(cves[at] ?? '', status)]));
      const { status } = judgeInventory(cves, said);
      const isGood = statuses.every((told) => told === 'fixed' || told === 'not-affected');
      expect(status === 'fixed' || status === 'not-affected').toBe(isGood);
    }),
  ));
