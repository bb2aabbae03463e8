import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advisory as advisorySchema, shortAdvisory } from '../../../../src/contracts/advisory.ts';
import { type Advisory, documentFormats } from '../../../../src/domain/advisories/advisory.ts';
import { versionSchemes } from '../../../../src/domain/versions/version-scheme.ts';
import { readAdvisory } from '../../../../src/storage/advisories/advisory-row.ts';

const short = fc.string({ unit: 'grapheme', maxLength: 20 });
const maybe = fc.option(short, { nil: null });
const anyRange = fc.oneof(
  fc.record({ introduced: maybe, fixed: maybe, lastAffected: maybe }),
  fc.record({ introduced: maybe, isAfter: fc.constant(true as const), fixed: maybe, lastAffected: maybe }),
);
const anyAdvisory: fc.Arbitrary<Advisory> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 20 }),
  format: fc.constantFrom(...documentFormats),
  cves: fc.array(fc.constantFrom('CVE-2026-0001', 'CVE-2026-0002')),
  title: short,
  cvss: fc.option(fc.double({ min: 0, max: 10, noNaN: true }), { nil: null }),
  publishedAt: maybe,
  modifiedAt: maybe,
  withdrawnAt: maybe,
  references: fc.array(short, { maxLength: 3 }),
  products: fc.array(
    fc.record({
      keys: fc.array(short, { minLength: 1, maxLength: 3 }),
      label: short,
      vendor: maybe,
      scheme: fc.constantFrom(...versionSchemes),
      status: fc.constantFrom('affected', 'not-affected', 'under-investigation'),
      ranges: fc.array(anyRange, { maxLength: 3 }),
      versions: fc.array(short, { maxLength: 3 }),
      updates: fc.subarray(['KB5000001', 'KB5000002']),
      architectures: fc.subarray(['x64', 'x86', 'arm64'] as const),
      remedy: maybe,
      isFixPlanned: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
});

test('a stored advisory reads back as it was, and as its schema reads it', () => {
  fc.assert(
    fc.property(anyAdvisory, (advisory) => {
      const stored = shortAdvisory(advisory);
      expect(readAdvisory(stored)).toEqual(JSON.parse(JSON.stringify(advisory)));
      expect(readAdvisory(stored)).toEqual(advisorySchema.parse(JSON.parse(stored)));
    }),
  );
});

const whole = { id: 'A', format: 'osv', title: 'A', products: [{ keys: ['debian|12|a'], label: 'a', scheme: 'dpkg' }] };
test.for([
  { name: 'no object', written: [] },
  { name: 'no id', written: { ...whole, id: undefined } },
  { name: 'a format that does not exist', written: { ...whole, format: 'html' } },
  { name: 'a score that is no number', written: { ...whole, cvss: '7.5' } },
  { name: 'CVEs that are no list', written: { ...whole, cves: 'CVE-2026-0001' } },
  { name: 'a reference that is no text', written: { ...whole, references: [1] } },
  { name: 'an order of versions that does not exist', written: { ...whole, products: [{ ...whole.products[0], scheme: 'roman' }] } },
  { name: 'a range that is none', written: { ...whole, products: [{ ...whole.products[0], ranges: ['1'] }] } },
  { name: 'a mark that is no truth value', written: { ...whole, products: [{ ...whole.products[0], isFixPlanned: 'no' }] } },
])('a damaged row is told, never guessed at: $name', ({ written }) => {
  expect(() => readAdvisory(JSON.stringify(written))).toThrow(expect.objectContaining({ code: 'STORE_UNUSABLE' }));
});

test('the least that is stored reads back', () => {
  expect(readAdvisory(JSON.stringify(whole))).toMatchObject({
    id: 'A',
    products: [{ status: 'affected', isFixPlanned: true, ranges: [] }],
  });
});
