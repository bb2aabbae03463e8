/** Build of each release, as Microsoft's release information lists them; names as product keys write them. */
const builds: ReadonlyMap<string, number> = new Map(
  Object.entries({
    '7-sp1': 7601,
    'server-2008-r2-sp1': 7601,
    '8': 9200,
    'server-2012': 9200,
    '8.1': 9600,
    'server-2012-r2': 9600,
    '10-1507': 10240,
    '10-1511': 10586,
    '10-1607': 14393,
    'server-2016': 14393,
    '10-1703': 15063,
    '10-1709': 16299,
    '10-1803': 17134,
    '10-1809': 17763,
    'server-2019': 17763,
    '10-1903': 18362,
    '10-1909': 18363,
    '10-2004': 19041,
    '10-20h2': 19042,
    '10-21h1': 19043,
    '10-21h2': 19044,
    '10-22h2': 19045,
    'server-1903': 18362,
    'server-1909': 18363,
    'server-2004': 19041,
    'server-20h2': 19042,
    'server-2022': 20348,
    'server-23h2': 25398,
    'server-2025': 26100,
    '11-21h2': 22000,
    '11-22h2': 22621,
    '11-23h2': 22631,
    '11-24h2': 26100,
    '11-25h2': 26200,
  }),
);

/** Releases that are one system with features switched on: the same update brings the same revision to each. */
const families: readonly (readonly number[])[] = [
  [18362, 18363],
  [19041, 19042, 19043, 19044, 19045],
  [22621, 22631],
  [26100, 26200],
];

/**
 * Build and revision, `19045.6093`, of a fix for a release, however it is written: `10.0.19045.6093`, or as that of a sister release,
 * `19044.6093`. Null for what is no build, and for that of another system: held against it, any machine would look fixed or none.
 */
export function fixedBuildOf(release: string, written: string): string | null {
  const [, buildText, revision] = /^(?:\d{1,2}\.\d{1,2}\.)?(\d{4,5})\.(\d{1,6})$/.exec(written.trim()) ?? [];
  if (buildText === undefined || revision === undefined) return null;
  const stated = Number(buildText);
  const own = builds.get(release) ?? stated;
  const isSister = families.some((family) => family.includes(own) && family.includes(stated));
  return own === stated || isSister ? `${own}.${Number(revision)}` : null;
}

/** All releases of Windows 10 or 11. */
export const releasesOfGeneration = (generation: '10' | '11'): string[] =>
  [...builds.keys()].filter((release) => release.startsWith(`${generation}-`));
