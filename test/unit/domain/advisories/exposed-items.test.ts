import { expect, test } from 'vitest';
import type { Exposure } from '../../../../src/domain/advisories/exposure.ts';
import { exposedItems } from '../../../../src/domain/advisories/exposed-items.ts';

const exposure = (over: Partial<Exposure> & { readonly item?: string }): Exposure => ({
  advisory: 'DSA-1',
  format: 'osv',
  cves: ['CVE-2026-0001'],
  status: 'affected',
  evidence: [{ item: over.item ?? 'openssl', installed: '3.0', fixed: '3.1', updates: [], product: 'openssl', remedy: null }],
  ...over,
});

test('what several documents say of one item is one line, with the numbers of letters', () => {
  expect(
    exposedItems([
      exposure({}),
      exposure({ advisory: '12/CATTT-NCSC#CVE-2026-0002', format: 'letters', cves: ['CVE-2026-0002'] }),
      exposure({ advisory: '12/CATTT-NCSC#CVE-2026-0003', format: 'letters', cves: ['CVE-2026-0003'] }),
    ]),
  ).toEqual([
    {
      item: 'openssl',
      installed: '3.0',
      fixes: ['3.1'],
      isEndOfLife: false,
      cves: ['CVE-2026-0003', 'CVE-2026-0002', 'CVE-2026-0001'],
      warnings: ['12/CATTT-NCSC'],
    },
  ]);
});

test('what an authority warned of comes first, then what has most against it', () => {
  const items = exposedItems([
    exposure({ item: 'zlib' }),
    exposure({ item: 'curl', cves: ['CVE-2026-0001', 'CVE-2026-0002'] }),
    exposure({ item: 'word', advisory: '7/X', format: 'letters' }),
    exposure({ item: 'java', status: 'end-of-life', cves: [] }),
  ]);
  expect(items.map(({ item }) => item)).toEqual(['word', 'curl', 'zlib', 'java']);
  expect(items.at(-1)).toMatchObject({ isEndOfLife: true, cves: [] });
});

test('what is fixed, unknown or not affected is nothing that a machine is open to', () => {
  for (const status of ['fixed', 'unknown', 'not-affected'] as const) expect(exposedItems([exposure({ status })])).toEqual([]);
});
