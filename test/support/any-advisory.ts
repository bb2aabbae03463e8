import fc from 'fast-check';
import type { AffectedProduct } from '../../src/domain/advisories/advisory.ts';
import { versionSchemes } from '../../src/domain/versions/version-scheme.ts';

/** Versions that lie close together, in many schemes, some of none. */
export const anyVersion = fc.oneof(
  fc.constantFrom(
    '0',
    '1',
    '1.0',
    '1.0~rc1',
    '1:0.9',
    '2.0-1',
    '2.0-1+b1',
    '10',
    '19045.1000',
    '10.0.19045.2000',
    '1.0^git1',
    'no version',
    '',
  ),
  fc.stringMatching(/^[0-9]{1,2}(\.[0-9]{1,2}){0,2}([-~+^][a-z0-9]{1,3})?$/),
);
export const maybeVersion = fc.option(anyVersion, { nil: null });

export const anyProductKey = fc.constantFrom(
  'debian|12|openssl',
  'debian|13|openssl',
  'debian|12|nginx',
  'program||openssl',
  'program||google chrome',
  'windows|10-22h2|windows',
  'windows|11-23h2|windows',
  'microsoft|2016|office',
);

export const anyAffectedProduct: fc.Arbitrary<AffectedProduct> = fc.record({
  keys: fc.uniqueArray(anyProductKey, { minLength: 1, maxLength: 2 }),
  label: fc.constant('a product'),
  vendor: fc.constantFrom(null, 'Google', 'Acme'),
  scheme: fc.constantFrom(...versionSchemes),
  status: fc.constantFrom('affected', 'affected', 'affected', 'not-affected', 'under-investigation'),
  ranges: fc.array(fc.record({ introduced: maybeVersion, fixed: maybeVersion, lastAffected: maybeVersion }), { maxLength: 3 }),
  versions: fc.array(anyVersion, { maxLength: 2 }),
  updates: fc.subarray(['KB5000001', 'KB5000002']),
  architectures: fc.subarray(['x64', 'arm64'] as const),
  remedy: fc.constant(null),
  isFixPlanned: fc.boolean(),
});

export const someCves: readonly string[] = ['CVE-2026-0001', 'CVE-2026-0002'];

/** What an advisory says, without its id. */
export const anyAdvisoryDraft = fc.record({
  products: fc.array(anyAffectedProduct, { maxLength: 3 }),
  withdrawnAt: fc.constantFrom(null, null, null, '2026-01-01T00:00:00Z'),
  cves: fc.subarray([...someCves]),
  format: fc.constantFrom('osv', 'msrc-kb', 'csaf'),
});
