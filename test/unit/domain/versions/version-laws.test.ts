import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareVersions } from '../../../../src/domain/versions/compare-versions.ts';
import { versionKey, versionRefusal } from '../../../../src/domain/versions/version-key.ts';
import { longestVersion, versionSchemes } from '../../../../src/domain/versions/version-scheme.ts';
import { anyText, nearVersions } from '../../../support/versions/generate.ts';

const runs = { numRuns: 2000 };

describe.each(versionSchemes)('%s', (scheme) => {
  const compare = (a = '', b = '') => compareVersions(scheme, a, b);

  test('most of what is made for these tests is a version', () => {
    const made = fc.sample(nearVersions(scheme, 2), { numRuns: 500, seed: 1 }).flat();
    expect(made.filter((version) => versionKey(scheme, version)).length / made.length).toBeGreaterThan(0.5);
  });

  test('the order of keys, as memcmp sees it, is the order of versions, and every one equals itself', () => {
    fc.assert(
      fc.property(nearVersions(scheme, 2), ([a = '', b = '']) => {
        const [keyOfA, keyOfB] = [versionKey(scheme, a), versionKey(scheme, b)];
        expect(compare(a, b)).toBe(keyOfA && keyOfB && Buffer.compare(keyOfA, keyOfB));
        expect(compare(a, a)).toBe(keyOfA && 0);
        expect(compare(b, a)).toBe(keyOfA && keyOfB && Buffer.compare(keyOfB, keyOfA));
      }),
      runs,
    );
  });

  test('the order never goes round in circles', () => {
    fc.assert(
      fc.property(nearVersions(scheme, 3), (versions) => {
        const [a, b, c] = versions.filter((version) => versionKey(scheme, version)).toSorted((x, y) => compare(x, y) ?? 0);
        if (a === undefined || b === undefined || c === undefined) return;
        expect(compare(a, b)).toBeLessThanOrEqual(0);
        expect(compare(b, c)).toBeLessThanOrEqual(0);
        expect(compare(a, c)).toBe(Math.min(compare(a, b) ?? 1, compare(b, c) ?? 1));
      }),
      runs,
    );
  });

  test('whatever the text, there is a key or one reason against it, soon', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const key = versionKey(scheme, text);
        expect(key === null).toBe(versionRefusal(scheme, text) !== null);
        expect(compare(text, '1.0')).toBe(key && versionKey(scheme, '1.0') && Buffer.compare(key, versionKey(scheme, '1.0') ?? key));
        expect(key?.length ?? 0).toBeLessThanOrEqual(4 * longestVersion);
        if (text.length > longestVersion) expect(versionRefusal(scheme, text)).toMatchObject({ code: 'too-long' });
        expect(quickestMs(() => versionKey(scheme, text))).toBeLessThan(fewMs);
      }),
      runs,
    );
  });
});

const fewMs = 5;

/** Of one run, or of up to five where something else takes the processor. */
function quickestMs(work: () => unknown): number {
  let quickest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 5 && quickest >= fewMs; run += 1) {
    const start = performance.now();
    work();
    quickest = Math.min(quickest, performance.now() - start);
  }
  return quickest;
}
