/**
 * Which Windows a build is. Sources: Microsoft Learn, "Windows 10 release information", "Windows 11 release information",
 * "Windows Server release information" and "Operating System Version" (Win32), as they stood in November 2025.
 */
export interface WindowsRelease {
  readonly build: number;
  /** A client and a server may share one build. */
  readonly kind: WindowsKind;
  /** As `SystemIdentity.product`. */
  readonly product: string;
  /** As `SystemIdentity.version`; null where the build has none or does not tell its service pack. */
  readonly version: string | null;
}

export type WindowsKind = 'client' | 'server';

const release =
  (kind: WindowsKind) =>
  (build: number, product: string, version: string | null): WindowsRelease => ({ build, kind, product, version });
const client = release('client');
const server = release('server');

/** `Windows Server` without a year: the semi-annual and annual channel. */
export const windowsReleases: readonly WindowsRelease[] = [
  client(2600, 'Windows XP', null),
  // Windows XP Professional x64 is made from Server 2003.
  client(3790, 'Windows XP', null),
  client(6000, 'Windows Vista', null),
  client(6001, 'Windows Vista', 'SP1'),
  client(6002, 'Windows Vista', 'SP2'),
  client(7600, 'Windows 7', null),
  client(7601, 'Windows 7', 'SP1'),
  client(9200, 'Windows 8', null),
  client(9600, 'Windows 8.1', null),
  client(10240, 'Windows 10', '1507'),
  client(10586, 'Windows 10', '1511'),
  client(14393, 'Windows 10', '1607'),
  client(15063, 'Windows 10', '1703'),
  client(16299, 'Windows 10', '1709'),
  client(17134, 'Windows 10', '1803'),
  client(17763, 'Windows 10', '1809'),
  client(18362, 'Windows 10', '1903'),
  client(18363, 'Windows 10', '1909'),
  client(19041, 'Windows 10', '2004'),
  client(19042, 'Windows 10', '20H2'),
  client(19043, 'Windows 10', '21H1'),
  client(19044, 'Windows 10', '21H2'),
  client(19045, 'Windows 10', '22H2'),
  client(22000, 'Windows 11', '21H2'),
  client(22621, 'Windows 11', '22H2'),
  client(22631, 'Windows 11', '23H2'),
  client(26100, 'Windows 11', '24H2'),
  client(26200, 'Windows 11', '25H2'),
  server(3790, 'Windows Server 2003', null),
  server(6001, 'Windows Server 2008', 'SP1'),
  server(6002, 'Windows Server 2008', 'SP2'),
  // Server 2008 SP2 after the updates of 2019.
  server(6003, 'Windows Server 2008', 'SP2'),
  server(7600, 'Windows Server 2008 R2', null),
  server(7601, 'Windows Server 2008 R2', 'SP1'),
  server(9200, 'Windows Server 2012', null),
  server(9600, 'Windows Server 2012 R2', null),
  server(14393, 'Windows Server 2016', '1607'),
  server(16299, 'Windows Server', '1709'),
  server(17134, 'Windows Server', '1803'),
  server(17763, 'Windows Server 2019', '1809'),
  server(18362, 'Windows Server', '1903'),
  server(18363, 'Windows Server', '1909'),
  server(19041, 'Windows Server', '2004'),
  server(19042, 'Windows Server', '20H2'),
  server(20348, 'Windows Server 2022', '21H2'),
  server(25398, 'Windows Server', '23H2'),
  server(26100, 'Windows Server 2025', '24H2'),
];

/** None for a build that is not a released one, two where client and server share it. */
export const windowsReleasesOf = (build: number): readonly WindowsRelease[] =>
  windowsReleases.filter((candidate) => candidate.build === build);

/**
 * What advisories call a release: `10-22h2`, `server-2019`, `7-sp1`. Null for what is no Windows, and for a Windows 10, 11 or Server of
 * the channels whose version is not told.
 */
export function releaseNameOf(product: string, version: string | null): string | null {
  const name = /^Windows (\S.*)$/.exec(product)?.[1]?.toLowerCase().replaceAll(' ', '-');
  if (name === undefined) return null;
  const isPlain = /^(?:xp|vista|7|8|8\.1|server-20\d\d(?:-r2)?)$/.test(name);
  if (!isPlain && (!/^(?:10|11|server)$/.test(name) || version === null)) return null;
  // Those that are told apart by name or year are named with their service pack alone.
  const suffix = isPlain && !/^SP\d$/i.test(version ?? '') ? null : version;
  return suffix === null ? name : `${name}-${suffix.toLowerCase()}`;
}

const named: readonly { readonly name: string; readonly build: number }[] = windowsReleases.flatMap(({ product, version, build }) => {
  const name = releaseNameOf(product, version);
  return name === null ? [] : [{ name, build }];
});

/** By the name of `releaseNameOf`; one without its service pack is any of them. None for a release that is not known. */
export const buildsOfRelease = (wanted: string): readonly number[] =>
  named.filter(({ name }) => name === wanted || name.startsWith(`${wanted}-sp`)).map(({ build }) => build);

/** All releases of Windows 10 or 11, as `releaseNameOf` names them. */
export const releasesOfGeneration = (generation: '10' | '11'): string[] =>
  named.flatMap(({ name }) => (name.startsWith(`${generation}-`) ? [name] : []));

/** Releases that are one system with features switched on: the same update brings the same revision to each. */
const families: readonly (readonly number[])[] = [
  [18362, 18363],
  [19041, 19042, 19043, 19044, 19045],
  [22621, 22631],
  [26100, 26200],
];

export const isSisterBuild = (one: number, other: number): boolean =>
  families.some((family) => family.includes(one) && family.includes(other));
