import { forSubscribers, type ReleaseSupport, type SupportedEditions } from './release-support.ts';

const read = { readIn: 'endoflife.date', readOn: '2026-11-24' } as const;
const windows10 = 'Microsoft, "Windows 10 release information"';
const windows11 = 'Microsoft, "Windows 11 release information"';
const older = 'Microsoft, "Search Product and Services Lifecycle Information"';

type Row = readonly [version: string, editions: SupportedEditions, endsOn: string, extendedEndsOn?: string];

// Extended Security Updates of Windows 10: for organisations until the third year.
const windows10Rows: readonly Row[] = [
  ['1507', 'general', '2017-05-09'],
  ['1507', 'enterprise', '2017-05-09'],
  ['1507', 'ltsc', '2025-10-14'],
  ['1511', 'any', '2017-10-10'],
  ['1607', 'general', '2018-04-10'],
  ['1607', 'enterprise', '2019-04-09'],
  ['1607', 'ltsc', '2026-10-13'],
  ['1703', 'general', '2018-10-09'],
  ['1703', 'enterprise', '2019-10-08'],
  ['1709', 'general', '2019-04-09'],
  ['1709', 'enterprise', '2020-10-13'],
  ['1803', 'general', '2019-11-12'],
  ['1803', 'enterprise', '2021-05-11'],
  ['1809', 'general', '2020-11-10'],
  ['1809', 'enterprise', '2021-05-11'],
  ['1809', 'ltsc', '2029-01-09'],
  ['1809', 'iot-ltsc', '2029-01-09'],
  ['1903', 'any', '2020-12-08'],
  ['1909', 'general', '2021-05-11'],
  ['1909', 'enterprise', '2022-05-10'],
  ['2004', 'any', '2021-12-14'],
  ['20H2', 'general', '2022-05-10'],
  ['20H2', 'enterprise', '2023-05-09'],
  ['21H1', 'any', '2022-12-13'],
  ['21H2', 'general', '2023-06-13'],
  ['21H2', 'enterprise', '2024-06-11'],
  ['21H2', 'ltsc', '2027-01-12'],
  ['21H2', 'iot-ltsc', '2032-01-13'],
  ['22H2', 'any', '2025-10-14', '2028-10-10'],
];

const windows11Rows: readonly Row[] = [
  ['21H2', 'general', '2023-10-10'],
  ['21H2', 'enterprise', '2024-10-08'],
  ['22H2', 'general', '2024-10-08'],
  ['22H2', 'enterprise', '2025-10-14'],
  ['23H2', 'general', '2025-11-11'],
  ['23H2', 'enterprise', '2026-11-10'],
  ['24H2', 'general', '2026-10-13'],
  ['24H2', 'enterprise', '2027-10-12'],
  ['24H2', 'ltsc', '2029-10-09'],
  ['24H2', 'iot-ltsc', '2034-10-10'],
  ['25H2', 'general', '2027-10-12'],
  ['25H2', 'enterprise', '2028-10-10'],
  ['26H1', 'general', '2028-03-14'],
  ['26H1', 'enterprise', '2029-03-13'],
  ['26H2', 'general', '2028-10-10'],
];

const ofWindows = (product: string, source: string, rows: readonly Row[]): ReleaseSupport[] =>
  rows.map(([version, editions, endsOn, extendedEndsOn]) => ({
    product,
    version,
    editions,
    endsOn,
    extended: forSubscribers(extendedEndsOn ?? null),
    source,
    ...read,
  }));

/** Of any version: the last service pack's date, which is the latest. */
const whole = (product: string, endsOn: string, extendedEndsOn: string | null = null): ReleaseSupport => ({
  product,
  version: null,
  editions: 'any',
  endsOn,
  extended: forSubscribers(extendedEndsOn),
  source: older,
  ...read,
});

export const windowsClientSupport: readonly ReleaseSupport[] = [
  whole('Windows XP', '2014-04-08'),
  whole('Windows Vista', '2017-04-11'),
  whole('Windows 7', '2020-01-14', '2023-01-10'),
  whole('Windows 8', '2016-01-12'),
  whole('Windows 8.1', '2023-01-10'),
  ...ofWindows('Windows 10', windows10, windows10Rows),
  ...ofWindows('Windows 11', windows11, windows11Rows),
];
