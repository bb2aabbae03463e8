import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { debianSupport } from '../../../../src/domain/end-of-life/debian.ts';
import { ubuntuSupport } from '../../../../src/domain/end-of-life/ubuntu.ts';

// What Debian publishes of its own releases and of Ubuntu's, in its package distro-info-data.
const folder = '/usr/share/distro-info';
const isThere = existsSync(`${folder}/debian.csv`) && existsSync(`${folder}/ubuntu.csv`);
if (!isThere) console.warn('skipped: the package distro-info-data is not installed');

function datesOf(distribution: string): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const [header = '', ...rows] = readFileSync(`${folder}/${distribution}.csv`, 'utf8').trim().split('\n');
  const columns = header.split(',');
  return new Map(
    rows.map((row) => {
      const cells = row.split(',');
      return [cells[0]?.replace(' LTS', '') ?? '', Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))];
    }),
  );
}

test.skipIf(!isThere)('dates of Debian that are said to be confirmed are those that Debian publishes', () => {
  const published = datesOf('debian');
  const confirmed = debianSupport.filter(({ confirmedBy }) => confirmedBy !== undefined);
  expect(confirmed.length).toBeGreaterThan(5);
  for (const { version, endsOn, extended } of confirmed)
    expect(published.get(version ?? ''), `${version}`).toMatchObject({ eol: endsOn, 'eol-lts': extended?.endsOn });
});

test.skipIf(!isThere)('no date of Ubuntu is later than the one that Debian publishes, and none is three months earlier', () => {
  const published = datesOf('ubuntu');
  const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
  for (const { version, endsOn, extended } of ubuntuSupport) {
    const { eol = '', 'eol-esm': esm = '' } = published.get(version ?? '') ?? {};
    const apart = [days(endsOn, eol), ...(extended ? [days(extended.endsOn, esm)] : [])];
    expect(
      apart.every((gap) => gap >= 0 && gap < 90),
      `${version}: ${apart.join(', ')}`,
    ).toBe(true);
  }
});
