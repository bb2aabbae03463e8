import { describe, expect, test } from 'vitest';
import { versionSchemes } from '../../../src/domain/versions/version-scheme.ts';
import { wardwatch } from '../../support/run-wardwatch.ts';

const compare = (...args: readonly string[]) => wardwatch(['versions', 'compare', ...args]);

test.for([
  ['dpkg', '1.0~rc1-1', '1.0-1', '-1'],
  ['windows', '10.0.19045.1', '19045.1', '0'],
  ['windows', '19045.7663', '19045.800', '1'],
  ['generic', '', 'M.04', '-1'],
] as const)('%s: "%s" to "%s" is %s, as text and as JSON', async ([scheme, a, b, answer]) => {
  expect(await compare(scheme, a, b)).toEqual({ code: 0, out: `${answer}\n`, err: '' });
  const { code, out, err } = await compare(scheme, a, b, '--json');
  expect({ code, err, said: JSON.parse(out) }).toEqual({ code: 0, err: '', said: Number(answer) });
});

test('an unknown scheme is wrong usage, and the known ones are named', async () => {
  const { code, out, err } = await compare('deb', '1', '2', '--json');
  expect({ code, said: JSON.parse(out) }).toEqual({ code: 2, said: { error: { code: 'USAGE', message: expect.any(String) } } });
  for (const scheme of versionSchemes) expect(err).toContain(scheme);
});

describe.each(['vi', 'en'])('in %s', (language) => {
  test.for([
    ['dpkg', '1.0', '1.0_1', '"1.0_1"', '"_"'],
    ['dpkg', 'x:1', '1.0', '"x:1"', '"x"'],
    ['dpkg', '1.0-', '1.0', '"1.0-"', 'debian-revision'],
    ['rpm', '', '1.0', '""', 'rpm'],
    ['apk', '1.0', 'v1', '"v1"', 'apk'],
    ['semver', '1.2', '1.2.3', '"1.2"', '1.2.3-rc.1+build'],
    ['maven', '1'.repeat(1000), '1', '"1111111111', '200'],
  ])(
    '%s: something that is no version is wrong usage, and which and why is told',
    async ([scheme = '', a = '', b = '', which = '', why = '']) => {
      const { code, out, err } = await wardwatch(['versions', 'compare', scheme, a, b, '--json'], { WARDWATCH_LANGUAGE: language });
      expect({ code, said: JSON.parse(out) }).toEqual({
        code: 2,
        said: { error: { code: 'USAGE', message: expect.stringContaining(which) } },
      });
      expect(err).toContain(which);
      expect(err).toContain(why);
      expect(err.length).toBeLessThan(300);
    },
  );
});

test('a version is missing: wrong usage', async () => expect((await compare('dpkg', '1.0')).code).toBe(2));
