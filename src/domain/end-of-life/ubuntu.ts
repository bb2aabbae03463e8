import { forSubscribers, type ReleaseSupport } from './release-support.ts';

// Expanded Security Maintenance is for machines with an Ubuntu Pro subscription. The two tables differ by up to two months, mostly by
// days; of two dates the earlier is taken.
const release = (version: string, endsOn: string, esmEndsOn: string | null = null): ReleaseSupport => ({
  product: 'Ubuntu',
  version,
  editions: 'any',
  endsOn,
  extended: forSubscribers(esmEndsOn),
  source: 'Canonical, "The Ubuntu lifecycle and release cadence"',
  readIn: 'endoflife.date, distro-info-data 0.58+deb12u7',
  readOn: '2026-11-24',
});

export const ubuntuSupport: readonly ReleaseSupport[] = [
  release('14.04', '2019-04-02', '2024-04-02'),
  release('16.04', '2021-04-02', '2026-04-02'),
  release('18.04', '2023-05-31', '2028-04-01'),
  release('20.04', '2025-05-29', '2030-04-02'),
  release('20.10', '2021-07-22'),
  release('21.04', '2022-01-20'),
  release('21.10', '2022-07-14'),
  release('22.04', '2027-04-01', '2032-04-09'),
  release('22.10', '2023-07-20'),
  release('23.04', '2024-01-20'),
  release('23.10', '2024-07-11'),
  release('24.04', '2029-05-31', '2034-04-25'),
  release('24.10', '2025-07-10'),
  release('25.04', '2026-01-15'),
  release('25.10', '2026-07-01'),
  release('26.04', '2031-04-30', '2036-04-23'),
];
