import type { HostFiles } from '../../host.ts';
import { type Checksum, readXml, type XmlRead } from './read-xml.ts';

/** A package in a repository or an advisory. Versions are `epoch:version-release`, an epoch of 0 left out. */
export interface OfferedRpm {
  readonly name: string;
  readonly arch: string;
  readonly version: string;
}

/** A package of a security advisory: installed older ones lack what it fixes. */
export interface AdvisoryRpm extends OfferedRpm {
  /** When it was published, ms since the epoch; null where that is not told. */
  readonly issuedAtMs: number | null;
  /** `nodejs:20` where it is of a stream of a module. */
  readonly stream: string | null;
}

/** A package that takes the place of another one under another name. */
export interface ReplacingRpm extends OfferedRpm {
  readonly replaces: {
    readonly name: string;
    /** How the replaced version stands to `version`, as rpm writes it: `LT`, `LE`, `EQ`, `GE`, `GT`; null for every version. */
    readonly flags: string | null;
    /** Without a release where none is told. */
    readonly version: string;
  };
}

export interface RepositoryContent {
  readonly offered: readonly OfferedRpm[];
  readonly replacing: readonly ReplacingRpm[];
  /** Null where the repository does not say which of its updates are for security. */
  readonly advisories: readonly AdvisoryRpm[] | null;
}

export type ContentRead =
  | { readonly status: 'read'; readonly content: RepositoryContent }
  | { readonly status: 'refused'; readonly reason: string };

const mostKept = 500_000;

/**
 * Packages of the wanted names and security advisories about them, from the metadata that a package manager fetched (createrepo's
 * repomd.xml, primary and updateinfo).
 */
export async function readContent(
  files: HostFiles,
  folder: string,
  isWanted: (name: string) => boolean,
  signal: AbortSignal,
): Promise<ContentRead> {
  const places = new Map<string, Place>();
  const index = await readXml(files, `${folder}/repodata/repomd.xml`, placesInto(places), signal);
  if (index.status === 'refused') return index;
  const primary = places.get('primary');
  if (primary === undefined) return { status: 'refused', reason: 'its index names no list of packages' };
  const offered: OfferedRpm[] = [];
  const replacing: ReplacingRpm[] = [];
  const packages = await readPart(files, folder, primary, offeredInto({ offered, replacing }, isWanted), signal);
  if (packages.status === 'refused') return packages;
  const updateinfo = places.get('updateinfo');
  if (updateinfo === undefined) return { status: 'read', content: { offered, replacing, advisories: null } };
  const advisories: AdvisoryRpm[] = [];
  const told = await readPart(files, folder, updateinfo, advisoriesInto(advisories, isWanted), signal);
  return told.status === 'refused' ? told : { status: 'read', content: { offered, replacing, advisories } };
}

type Handler = Parameters<typeof readXml>[2];

/** A file that the index names, and what it must digest to. */
interface Place {
  readonly href: string;
  readonly checksum: Checksum;
}

function readPart(files: HostFiles, folder: string, { href, checksum }: Place, handler: Handler, signal: AbortSignal): Promise<XmlRead> {
  // Names of files lead nowhere else than to the folder of the repository.
  if (!/^repodata\/[^/]+$/.test(href) || href.endsWith('/..'))
    return Promise.resolve({ status: 'refused', reason: 'its index leads elsewhere' });
  return readXml(files, `${folder}/${href}`, handler, signal, checksum);
}

function placesInto(places: Map<string, Place>): Handler {
  let [type, href, kind] = ['', '', ''];
  let checksum: Checksum = { kind: '', hex: '' };
  return {
    open: (name, attributes, depth) => {
      if (name === 'data' && depth === 2) [type, href, checksum] = [attributes.type ?? '', '', { kind: '', hex: '' }];
      if (name === 'location' && depth === 3) href = attributes.href ?? '';
      if (name === 'checksum' && depth === 3) kind = attributes.type ?? '';
    },
    close: (name, text, depth) => {
      if (name === 'checksum' && depth === 3) checksum = { kind, hex: text.trim().toLowerCase() };
      if (name === 'data' && depth === 2 && !places.has(type)) places.set(type, { href, checksum });
    },
  };
}

function offeredInto(into: { offered: OfferedRpm[]; replacing: ReplacingRpm[] }, isWanted: (name: string) => boolean): Handler {
  let current = { name: '', arch: '', version: '' };
  let replaces: ReplacingRpm['replaces'][] = [];
  let isAboutReplaced = false;
  return {
    open: (element, attributes, depth) => {
      if (depth === 2) [current, replaces] = [{ name: '', arch: '', version: '' }, []];
      if (element === 'version' && depth === 3) current.version = versionOf(attributes);
      if (depth === 4) isAboutReplaced = element === 'rpm:obsoletes';
      if (!isAboutReplaced || element !== 'rpm:entry' || !isWanted(attributes.name ?? '')) return;
      keep(replaces, { name: attributes.name ?? '', flags: attributes.flags ?? null, version: versionOf(attributes) });
    },
    close: (element, text, depth) => {
      if (depth === 3 && (element === 'name' || element === 'arch')) current[element] = text.trim();
      if (depth !== 2 || element !== 'package') return;
      if (isWanted(current.name)) keep(into.offered, current);
      // A package may take the place of its own older versions: that is an update like any other.
      for (const one of replaces) if (one.name !== current.name) keep(into.replacing, { ...current, replaces: one });
    },
  };
}

function advisoriesInto(advisories: AdvisoryRpm[], isWanted: (name: string) => boolean): Handler {
  let isSecurity = false;
  let issuedAtMs: number | null = null;
  let stream: string | null = null;
  return {
    open: (element, attributes, depth) => {
      if (element === 'update' && depth === 2) {
        isSecurity = attributes.type === 'security';
        issuedAtMs = null;
      } else if (element === 'issued' && depth === 3) issuedAtMs = momentOf(attributes.date ?? '');
      else if (element === 'collection') stream = null;
      else if (element === 'module') stream = `${attributes.name ?? ''}:${attributes.stream ?? ''}`;
      else if (element === 'package' && isSecurity && isWanted(attributes.name ?? ''))
        keep(advisories, {
          name: attributes.name ?? '',
          arch: attributes.arch ?? '',
          version: versionOf({ epoch: attributes.epoch ?? '', ver: attributes.version ?? '', rel: attributes.release ?? '' }),
          issuedAtMs,
          stream,
        });
    },
    close: () => undefined,
  };
}

function keep<Item>(list: Item[], item: Item): void {
  if (list.length >= mostKept) throw new Error(`it has more than ${mostKept} entries for what is installed`);
  list.push(item);
}

function versionOf({ epoch = '', ver = '', rel = '' }: Readonly<Record<string, string>>): string {
  return `${epoch === '' || epoch === '0' ? '' : `${epoch}:`}${ver}${rel === '' ? '' : `-${rel}`}`;
}

/** `2024-05-30 08:12:44`, in UTC, or seconds since the epoch. */
function momentOf(date: string): number | null {
  if (/^\d{9,11}$/.test(date)) return Number(date) * 1000;
  const [, day, time = '00:00:00'] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d))?/.exec(date) ?? [];
  const ms = Date.parse(`${day ?? ''}T${time}Z`);
  return Number.isNaN(ms) ? null : ms;
}
