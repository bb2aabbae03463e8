import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compareVersions } from '../../../src/domain/versions/compare-versions.ts';
import { versionKey } from '../../../src/domain/versions/version-key.ts';
import { ask, lines } from '../../support/versions/ask.ts';
import { samplePairs } from '../../support/versions/generate.ts';
import { debianVersions, realPairs } from '../../support/versions/real-versions.ts';

const dpkg = '/usr/bin/dpkg';
const canTry = existsSync(dpkg);
if (!canTry) console.warn('skipped: comparing with dpkg needs dpkg (Debian, Ubuntu)');

const operators = { '-1': 'lt', 0: 'eq', 1: 'gt' } as const;
const isVersion = (version: string): boolean => versionKey('dpkg', version) !== null;
/** dpkg reads `1x2:3` as epoch 1 and version 2:3; deb-version(7) does not. */
const hasOddEpoch = (version: string): boolean => /^[^:]*[^:\d][^:]*:/.test(version.trim()) || /^\s*\+/.test(version);

/** Those of the lines for which dpkg says no, asked one after the other from one shell. */
async function denied(command: string, questions: readonly (readonly string[])[]): Promise<string[]> {
  const loop = `tab=$(printf '\\t'); while IFS="$tab" read -r a op b; do ${command} 2>/dev/null || printf '%s\\n' "$a $op $b"; done`;
  const halves = [questions.filter((_, index) => index % 2 === 0), questions.filter((_, index) => index % 2 === 1)];
  const said = await Promise.all(halves.map((half) => ask('/bin/sh', ['-c', loop], lines(half))));
  return said.flatMap((out) => out.split('\n')).filter((line) => line !== '');
}

test.skipIf(!canTry)('dpkg orders over 10,000 real and made pairs the same way', { timeout: 240_000 }, async () => {
  const made = samplePairs('dpkg', 20_000).filter((pair) => pair.every(isVersion) && !pair.some((version) => /\s/.test(version)));
  const real = realPairs(debianVersions(), 4000);
  const pairs = [...made, ...real].slice(-10_500);
  expect(real.flat().filter((version) => !isVersion(version))).toEqual([]);
  const claims = pairs.map(([a, b]) => [a, operators[compareVersions('dpkg', a, b) ?? 0], b]);
  expect(claims.length).toBeGreaterThanOrEqual(10_000);
  expect(await denied(`${dpkg} --compare-versions "$a" "$op" "$b"`, claims)).toEqual([]);
});

test.skipIf(!canTry)('dpkg calls the same things versions', { timeout: 120_000 }, async () => {
  const made = samplePairs('dpkg', 1000).flat();
  const versions = [...new Set(made)].filter((version) => !/[\t\n]/.test(version) && !hasOddEpoch(version)).slice(0, 1000);
  const refused = await denied(
    `${dpkg} --validate-version "$a"`,
    versions.map((version) => [version, '', '']),
  );
  expect(refused.map((line) => line.trim()).toSorted()).toEqual(
    versions
      .filter((version) => !isVersion(version))
      .map((version) => version.trim())
      .toSorted(),
  );
});
