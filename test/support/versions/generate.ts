import fc from 'fast-check';
import type { VersionScheme } from '../../../src/domain/versions/version-scheme.ts';

const oneOf = (...values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
const maybe = (text: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(fc.constant(''), text);
const row = (...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> => fc.tuple(...parts).map((texts) => texts.join(''));
const many = (part: fc.Arbitrary<string>, maxLength = 6): fc.Arbitrary<string> =>
  fc.array(part, { maxLength }).map((texts) => texts.join(''));

const natural: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.nat(12).map(String) },
  { weight: 3, arbitrary: fc.nat(70_000).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('127', '128', '8319', '8320', '65535', '65536', '16777216', '20260917', '202609171234') },
  { weight: 1, arbitrary: fc.constantFrom('999999999999999', '1000000000000000', '9007199254740991', '9007199254740993') },
  { weight: 1, arbitrary: fc.bigInt({ min: 10n ** 15n, max: 10n ** 40n }).map(String) },
);
/** Zeros before numbers too. */
const digits = fc.oneof({ weight: 6, arbitrary: natural }, { weight: 1, arbitrary: row(oneOf('0', '00', '000'), natural) });
const letters = oneOf('a', 'b', 'z', 'A', 'Z', 'alpha', 'beta', 'rc', 'pre', 'deb', 'ubuntu', 'el', 'fc', 'git', 'dfsg', 'bpo', 'p', 'sp');
const dots = row(digits, many(row(fc.constant('.'), digits), 4));

const dpkg = row(
  maybe(row(oneOf('0', '1', '2', '01', '2147483647'), fc.constant(':'))),
  dots,
  many(fc.oneof(digits, letters, oneOf('.', '+', '~', '~~', '-', ':', '.~', '+~', '~+'))),
  maybe(row(fc.constant('-'), many(fc.oneof(digits, letters, oneOf('.', '+', '~', '0', '1'))))),
);

const rpmPart = many(fc.oneof(digits, letters, oneOf('.', '..', '_', '+', '~', '~~', '^', '^~', '~^', '%', ':', '^20260101git')));
const rpm = row(
  maybe(row(oneOf('0', '1', '', '00', '3', '4294967295'), fc.constant(':'))),
  maybe(dots),
  rpmPart,
  maybe(row(fc.constant('-'), digits, rpmPart, oneOf('', '.el9', '.el9_4.1', '.fc40', '.el8+7'))),
);

const identifier = fc.oneof(natural, letters, oneOf('-', '--', '0a', '-1', 'x-y', 'alpha-1', 'SNAPSHOT'));
const identifiers = row(identifier, many(row(fc.constant('.'), identifier), 3));
const semver = row(
  maybe(fc.constant('v')),
  row(natural, fc.constant('.'), natural, fc.constant('.'), natural),
  maybe(row(fc.constant('-'), identifiers)),
  maybe(row(fc.constant('+'), identifiers)),
);

const apkSuffix = oneOf('_alpha', '_beta', '_pre', '_rc', '_cvs', '_svn', '_git', '_hg', '_p');
const apk = row(
  dots,
  maybe(oneOf('a', 'b', 'z')),
  many(row(apkSuffix, maybe(digits)), 3),
  maybe(row(fc.constant('~'), oneOf('0', '0a', 'deadbeef', 'abc123', 'f'))),
  maybe(row(fc.constant('-r'), digits)),
);

const separator = oneOf('', '', '.', '-', '_');
const numbered = (names: fc.Arbitrary<string>): fc.Arbitrary<string> => row(separator, names, separator, maybe(digits));
const pep440 = row(
  oneOf('', '', '', 'v', 'V', ' '),
  maybe(row(oneOf('0', '1', '2'), fc.constant('!'))),
  dots,
  maybe(numbered(oneOf('a', 'b', 'rc', 'c', 'alpha', 'beta', 'pre', 'preview', 'RC', 'Alpha'))),
  maybe(fc.oneof(numbered(oneOf('post', 'rev', 'r', 'POST')), row(fc.constant('-'), digits))),
  maybe(numbered(oneOf('dev', 'DEV'))),
  maybe(row(fc.constant('+'), fc.oneof(natural, letters), many(row(oneOf('.', '-', '_'), fc.oneof(digits, letters)), 2))),
);

const mavenWord = oneOf(
  'alpha',
  'a',
  'beta',
  'b',
  'milestone',
  'm',
  'rc',
  'cr',
  'snapshot',
  'SNAPSHOT',
  'ga',
  'final',
  'Final',
  'release',
  'sp',
);
const maven = row(dots, many(row(oneOf('.', '-', '', '--', '.-'), fc.oneof(digits, mavenWord, oneOf('x', 'foo', 'redhat', 'jre')))));

const windows = row(oneOf('', '10.0.', '10.0.'), fc.oneof(dots, row(oneOf('19045', '22631', '7601', '26100'), fc.constant('.'), natural)));

const generic = many(
  fc.oneof(
    digits,
    letters,
    oneOf(
      '.',
      '-',
      ' ',
      '~',
      '^',
      'v',
      'V',
      'beta',
      'Preview',
      'RC',
      'ế',
      'e\u0302\u0301',
      'ẾN',
      '\ud800',
      '\u{1f3e5}',
      '（',
      '\0',
      'ß',
      'İ',
    ),
  ),
  8,
);

const shaped: Readonly<Record<VersionScheme, fc.Arbitrary<string>>> = { dpkg, rpm, apk, semver, windows, maven, pep440, generic };

const edit = fc.record({
  at: fc.nat(60),
  kind: fc.constantFrom('drop', 'insert', 'replace', 'double', 'cut'),
  text: fc.oneof(
    digits,
    letters,
    oneOf(
      '.',
      '-',
      '~',
      '^',
      '+',
      '_',
      ':',
      '0',
      '.0',
      '.00',
      '-0',
      '-1',
      '~1',
      'a',
      'A',
      ' ',
      '!',
      '~rc1',
      '+b1',
      '-SNAPSHOT',
      '_p1',
      '.1',
    ),
  ),
});

/** A version of about the shape of the scheme, and what a few small changes make of it. */
export function nearVersions(scheme: VersionScheme, count: number): fc.Arbitrary<string[]> {
  const changed = fc.array(edit, { maxLength: 2 });
  return fc
    .tuple(
      shaped[scheme],
      fc.array(fc.oneof({ weight: 5, arbitrary: changed }, { weight: 1, arbitrary: shaped[scheme] }), {
        minLength: count - 1,
        maxLength: count - 1,
      }),
    )
    .map(([version, others]) => [version, ...others.map((other) => (typeof other === 'string' ? other : other.reduce(edited, version)))]);
}

function edited(version: string, { at, kind, text }: { readonly at: number; readonly kind: string; readonly text: string }): string {
  const index = version.length === 0 ? 0 : at % (version.length + 1);
  const [before, after] = [version.slice(0, index), version.slice(index)];
  switch (kind) {
    case 'drop':
      return before + after.slice(1);
    case 'insert':
      return before + text + after;
    case 'replace':
      return before + text + after.slice(1);
    case 'double':
      return before + after.slice(0, 3) + after;
    default:
      return before;
  }
}

/** Texts that nobody meant as a version, up to 300 characters, and long rows of one thing. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom(...'0123456789.~^-+_:!arvR \n'.split('')), maxLength: 300 }),
  fc
    .tuple(
      fc.constantFrom('0', '9', '1.', '1-', 'a', 'a1', '-', '.', '~', '^', '1~', '0.', '00', 'ế', '_p', '_p1', '\ud800', '1!', '+a'),
      fc.nat(300),
    )
    .map(([text, count]) => text.repeat(count).slice(0, 300)),
);

/** The same pairs every time: `seed` is fixed. */
export const samplePairs = (scheme: VersionScheme, count: number): [string, string][] =>
  fc.sample(nearVersions(scheme, 2), { numRuns: count, seed: 20_260_917 }).map(([a = '', b = '']) => [a, b]);
