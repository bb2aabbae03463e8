import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareVersions } from '../../../src/domain/versions/compare-versions.ts';
import { versionKey } from '../../../src/domain/versions/version-key.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { type Answer, answers, ask, lines } from '../../support/versions/ask.ts';
import { samplePairs } from '../../support/versions/generate.ts';
import { debianVersions, realPairs } from '../../support/versions/real-versions.ts';

const rpm = '/usr/bin/rpm';
const canTry = existsSync(rpm);
if (!canTry) console.warn('skipped: comparing with rpm needs rpm (Debian: rpm)');

const isVersion = (version: string): boolean => versionKey('rpm', version) !== null;

/** One rpm compares them all, by the Lua expression over `a` and `b`. */
async function rpmSays(expression: string, pairs: readonly (readonly string[])[]): Promise<Answer[]> {
  const file = join(tempFolder(), 'pairs');
  writeFileSync(file, lines(pairs));
  const script = `local function compare(a, b) ${expression} end
    for line in io.lines("${file}") do local a, b = line:match("^(.*)\\t(.*)$"); print(compare(a, b) .. "\\n") end`;
  return answers(await ask(rpm, ['--eval', `%{lua:${script}}`], ''));
}

const disagreements = (pairs: readonly (readonly [string, string])[], said: readonly Answer[]): unknown[] =>
  pairs.map(([a, b], index) => ({ a, b, rpm: said[index], ours: compareVersions('rpm', a, b) })).filter((row) => row.rpm !== row.ours);

function pairs(): [string, string][] {
  const made = samplePairs('rpm', 20_000);
  const real = realPairs(debianVersions(), 4000);
  return [...made, ...real].filter((pair) => pair.every(isVersion));
}

test.skipIf(!canTry)('rpm orders over 10,000 pairs of epoch, version and release the same way', async () => {
  const all = pairs();
  expect(all.length).toBeGreaterThanOrEqual(10_000);
  const said = await rpmSays(
    'local x, y = rpm.ver(a), rpm.ver(b); return x < y and "-1" or y < x and "1" or x == y and "0" or "null"',
    all,
  );
  expect(disagreements(all, said)).toEqual([]);
});

test.skipIf(!canTry)('rpm orders over 10,000 pairs of versions alone the same way', async () => {
  const alone = pairs()
    .map((pair) => pair.map((version) => version.replace(/^\d*:/, '').replaceAll('-', '.')))
    .map(([a = '', b = '']): [string, string] => [a, b])
    .filter((pair) => pair.every((version) => isVersion(version) && !/^\d*:/.test(version)));
  expect(alone.length).toBeGreaterThanOrEqual(10_000);
  expect(disagreements(alone, await rpmSays('return tostring(rpm.vercmp(a, b))', alone))).toEqual([]);
});
