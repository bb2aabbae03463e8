import type { ReleaseSupport } from './release-support.ts';

/** Long term support follows that of the security team in the same archives: whoever has those keeps getting fixes. */
const release = (version: string, endsOn: string, longTermEndsOn: string): ReleaseSupport => ({
  product: 'Debian',
  version,
  editions: 'any',
  endsOn,
  extended: { endsOn: longTermEndsOn, isForEveryone: true },
  source: 'Debian, "Debian Releases"',
  readIn: 'endoflife.date',
  readOn: '2026-11-24',
  // Which has the long term support of 9 end a day earlier.
  ...(version !== '9' && { confirmedBy: 'Debian, distro-info-data 0.58+deb12u7' }),
});

export const debianSupport: readonly ReleaseSupport[] = [
  release('7', '2016-04-25', '2018-05-31'),
  release('8', '2018-06-17', '2020-06-30'),
  release('9', '2020-07-18', '2022-07-01'),
  release('10', '2022-09-10', '2024-06-30'),
  release('11', '2024-08-14', '2026-08-31'),
  release('12', '2026-07-11', '2028-06-30'),
  release('13', '2028-08-09', '2030-06-30'),
];
