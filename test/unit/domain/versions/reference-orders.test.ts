import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareVersions } from '../../../../src/domain/versions/compare-versions.ts';
import { nearVersions } from '../../../support/versions/generate.ts';
import { apkOrder, genericOrder, windowsOrder } from '../../../support/versions/reference-orders.ts';

test.for([
  ['apk', apkOrder],
  ['windows', windowsOrder],
  ['generic', genericOrder],
] as const)('%s: pair by pair the rules give the same order', ([scheme, order]) => {
  fc.assert(
    fc.property(nearVersions(scheme, 2), ([a = '', b = '']) => {
      const found = compareVersions(scheme, a, b);
      fc.pre(found !== null);
      expect(found).toBe(order(a, b));
    }),
    { numRuns: 10_000 },
  );
});
