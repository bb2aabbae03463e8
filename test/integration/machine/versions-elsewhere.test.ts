import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compareVersions } from '../../../src/domain/versions/compare-versions.ts';
import type { VersionScheme } from '../../../src/domain/versions/version-scheme.ts';
import { type Answer, answers, ask, canRun, lines } from '../../support/versions/ask.ts';
import { samplePairs } from '../../support/versions/generate.ts';

type Pair = readonly [string, string];

function disagreements(scheme: VersionScheme, pairs: readonly Pair[], said: readonly Answer[]) {
  expect(said.length).toBe(pairs.length);
  expect(said.filter((answer) => answer !== null).length, 'versions on both sides').toBeGreaterThanOrEqual(10_000);
  return pairs.flatMap(([a, b], index) => {
    const [theirs, ours] = [said[index] ?? null, compareVersions(scheme, a, b)];
    return theirs === ours ? [] : [{ a, b, theirs, ours }];
  });
}
const isOneLine = (pair: Pair): boolean => !pair.some((version) => /[\t\n]/.test(version));

const pythons = ['/usr/bin/python3', 'python3'].flatMap((python) =>
  ['packaging.version', 'pip._vendor.packaging.version'].map((module) => ({ python, module })),
);
const python = pythons.find((candidate) => canRun(candidate.python, '-c', `import ${candidate.module}`));
if (!python) console.warn('skipped: comparing with PyPA packaging needs Python with packaging (Debian: python3-packaging)');

test.skipIf(!python)('PyPA packaging orders over 10,000 pairs the same way, and calls the same things versions', async () => {
  const pairs = samplePairs('pep440', 20_000).filter(isOneLine);
  const script = `import sys
from ${python?.module} import Version, InvalidVersion
for line in sys.stdin.read().split('\\n')[:-1]:
    try:
        a, b = map(Version, line.split('\\t'))
        print((a > b) - (a < b))
    except InvalidVersion:
        print('null')`;
  expect(disagreements('pep440', pairs, answers(await ask(python?.python ?? '', ['-c', script], lines(pairs))))).toEqual([]);
});

const canAskNpm = canRun(process.execPath, '-e', "require('semver')");
if (!canAskNpm) console.warn("skipped: comparing with npm's semver needs that package, which other packages bring");

test.skipIf(!canAskNpm)('the semver of npm orders over 10,000 pairs the same way', async () => {
  // It refuses numbers that a double does not hold, and cuts blanks off.
  const isWithin = (version: string): boolean => !/\d{16}|\s/.test(version);
  const pairs = samplePairs('semver', 30_000).filter((pair) => pair.every(isWithin));
  const script = `const { compare, valid } = require('semver');
    const pairs = require('node:fs').readFileSync(0, 'utf8').split('\\n').slice(0, -1).map((line) => line.split('\\t'));
    console.log(pairs.map(([a, b]) => String(valid(a) && valid(b) ? compare(a, b) : null)).join('\\n'))`;
  expect(disagreements('semver', pairs, answers(await ask(process.execPath, ['-e', script], lines(pairs))))).toEqual([]);
});

const jars = ['/usr/share/java/maven3-artifact.jar', '/usr/share/java/commons-lang3.jar'];
const canAskMaven = jars.every((jar) => existsSync(jar)) && canRun('java', '-version');
if (!canAskMaven) console.warn('skipped: comparing with Maven needs java and its artifact library (Debian: libmaven3-core-java)');

/** Its main method compares each argument with the next; every second comparison is one of ours. */
async function mavenSays(pairs: readonly Pair[]): Promise<Answer[]> {
  const comparison = 'org.apache.maven.artifact.versioning.ComparableVersion';
  const said: Answer[] = [];
  for (let from = 0; from < pairs.length; from += 10_000) {
    const some = pairs.slice(from, from + 10_000);
    const out = await ask('java', ['-cp', jars.join(':'), comparison, ...some.flat()], '');
    const compared = [...out.matchAll(/^ {3}\S+ (<|==|>) \S+$/gm)].filter((_, index) => index % 2 === 0);
    said.push(...compared.map(([, sign]) => (sign === '<' ? -1 : sign === '>' ? 1 : 0)));
  }
  return said;
}

/** Beginnings of a version, each as a version of its own; a zero after a word keeps it where it was. */
const beginnings = (version: string): string[] =>
  Array.from(version, (_, index) => version.slice(0, index)).flatMap((start) => [start || '0', `${start}.0`, `${start}0`]);

test.skipIf(!canAskMaven)(
  'Maven orders over 10,000 pairs the same way, but where it contradicts itself',
  { timeout: 120_000 },
  async () => {
    // Ten zeros in a row are a larger number than 9 to Maven, which its documentation does not say.
    const isWithin = (version: string): boolean => compareVersions('maven', version, version) === 0 && !/0{10}/.test(version);
    const pairs = samplePairs('maven', 20_000).filter((pair) => pair.every(isWithin));
    const different = disagreements('maven', pairs, await mavenSays(pairs));
    expect(different.length).toBeGreaterThan(0);
    expect(different.length / pairs.length).toBeLessThan(0.02);
    const between = different.flatMap(({ a, b, ours }) => beginnings(a).map((c) => ({ a, b, c, ours })));
    const said = await mavenSays(
      between.flatMap(({ a, b, c }): Pair[] => [
        [a, c],
        [c, b],
      ]),
    );
    const proven = between.filter(({ ours }, index) => said[2 * index] === ours && said[2 * index + 1] === ours);
    const unproven = different.filter(({ a, b }) => !proven.some((proof) => proof.a === a && proof.b === b));
    expect(unproven, 'no third version that Maven puts between the two the other way round').toEqual([]);
  },
);
