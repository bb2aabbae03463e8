import { forSubscribers, type ReleaseSupport } from './release-support.ts';

// Of two dates for Server 2025 the earlier.
const common = {
  editions: 'any',
  source: 'Microsoft, "Windows Server release information"',
  readIn: 'endoflife.date',
  readOn: '2026-11-24',
} as const;

const longTerm = (product: string, endsOn: string, extendedEndsOn: string | null = null): ReleaseSupport => ({
  ...common,
  product,
  version: null,
  endsOn,
  extended: forSubscribers(extendedEndsOn),
});

/** Of the semi-annual and the annual channel, which name no year. */
const channel = (version: string, endsOn: string): ReleaseSupport => ({
  ...common,
  product: 'Windows Server',
  version,
  endsOn,
  extended: null,
});

export const windowsServerSupport: readonly ReleaseSupport[] = [
  longTerm('Windows Server 2003', '2015-07-14'),
  longTerm('Windows Server 2003 R2', '2015-07-14'),
  longTerm('Windows Server 2008', '2020-01-14', '2023-01-10'),
  longTerm('Windows Server 2008 R2', '2020-01-14', '2023-01-10'),
  longTerm('Windows Server 2012', '2023-10-10', '2026-10-13'),
  longTerm('Windows Server 2012 R2', '2023-10-10', '2026-10-13'),
  longTerm('Windows Server 2016', '2027-01-12', '2030-01-12'),
  longTerm('Windows Server 2019', '2029-01-09'),
  longTerm('Windows Server 2022', '2031-10-14'),
  longTerm('Windows Server 2025', '2034-10-10'),
  channel('1709', '2019-04-09'),
  channel('1803', '2019-11-12'),
  channel('1809', '2020-11-10'),
  channel('1903', '2020-12-08'),
  channel('1909', '2021-05-11'),
  channel('2004', '2021-12-14'),
  channel('20H2', '2022-08-09'),
  channel('23H2', '2025-10-24'),
];
