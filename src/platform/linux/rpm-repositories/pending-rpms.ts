import type { PendingUpdate } from '../../../domain/facts.ts';
import { compareVersions } from '../../../domain/versions/compare-versions.ts';
import type { AdvisoryRpm, OfferedRpm, ReplacingRpm, RepositoryContent } from './metadata.ts';

export interface PendingRpms {
  readonly pending: readonly PendingUpdate[];
  /** Names of pending updates of which nothing says whether they are for security. */
  readonly unclassed: readonly string[];
}

/**
 * What is offered newer than the newest that is installed of a name and architecture. An update is a security update when a security
 * advisory names a version above the installed one and not above what is offered. `streams` are the modules' that are switched on:
 * packages of others are for other machines.
 */
export function pendingRpms(
  installed: readonly OfferedRpm[],
  contents: readonly RepositoryContent[],
  streams: ReadonlySet<string>,
): PendingRpms {
  const own = newestOf(installed);
  const advisories = Map.groupBy(
    contents.flatMap((content) => content.advisories ?? []),
    ({ name }) => name,
  );
  const candidates = new Map<OfferedRpm, { readonly offered: OfferedRpm; readonly isClassed: boolean }>();
  const unclassed = new Set<string>();
  for (const { offered: all, advisories: told } of contents)
    for (const offered of all) {
      const same = own.get(offered.name) ?? [];
      const older = same.find(({ arch }) => arch === offered.arch) ?? same.find(({ arch }) => fits(arch, offered.arch));
      if (!older || !isAbove(offered.version, older.version)) continue;
      const use = useOf(offered, older, advisories.get(offered.name) ?? [], streams);
      if (use === 'unknown') unclassed.add(offered.name);
      const best = candidates.get(older);
      if (use === 'offered' && (!best || isAbove(offered.version, best.offered.version)))
        candidates.set(older, { offered, isClassed: told !== null });
    }
  const pending = [...candidates].map(([older, { offered, isClassed }]): PendingUpdate => {
    const fixes = (advisories.get(older.name) ?? []).filter(
      (advisory) =>
        fits(older.arch, advisory.arch) &&
        isAbove(advisory.version, older.version) &&
        !isAbove(advisory.version, offered.version) &&
        (advisory.stream === null || streams.has(advisory.stream)),
    );
    if (fixes.length === 0 && !isClassed) unclassed.add(older.name);
    const issued = fixes.flatMap(({ issuedAtMs }) => issuedAtMs ?? []);
    return {
      name: older.name,
      installed: older.version,
      candidate: offered.version,
      isSecurity: fixes.length > 0,
      ...(issued.length > 0 && { offeredSinceMs: issued.reduce((a, b) => Math.min(a, b)) }),
    };
  });
  for (const replacement of contents.flatMap(({ replacing }) => replacing)) {
    const older = (own.get(replacement.replaces.name) ?? []).find(
      (one) => fits(one.arch, replacement.arch) && isReplaced(one, replacement),
    );
    // Which stream a package of a module belongs to is not told here: of those that are not switched on it is none.
    if (!older || isModular(replacement)) continue;
    pending.push({
      name: older.name,
      installed: older.version,
      candidate: `${replacement.name} ${replacement.version}`,
      isSecurity: false,
    });
    unclassed.add(older.name);
  }
  // Two architectures of a package may lack the same: the graver entry comes last and stays.
  const graver = pending.toSorted((a, b) => Number(a.isSecurity) - Number(b.isSecurity));
  const distinct = new Map(graver.map((update) => [`${update.name} ${update.installed} ${update.candidate}`, update]));
  const sorted = [...distinct].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, update]) => update);
  return { pending: sorted, unclassed: [...unclassed].toSorted() };
}

/** rpm compares releases only where both sides tell one. */
function isReplaced({ version: installed }: OfferedRpm, { replaces: { flags, version } }: ReplacingRpm): boolean {
  if (flags === null) return true;
  const order = compareVersions('rpm', version.includes('-') ? installed : installed.replace(/-[^-]*$/, ''), version);
  if (order === null) return false;
  return { LT: order < 0, LE: order <= 0, EQ: order === 0, GE: order >= 0, GT: order > 0 }[flags] ?? false;
}

/** Kernels stand beside each other: only the newest lacks anything. */
function newestOf(installed: readonly OfferedRpm[]): ReadonlyMap<string, readonly OfferedRpm[]> {
  const newest = new Map<string, OfferedRpm[]>();
  for (const rpm of installed) {
    const known = newest.get(rpm.name) ?? [];
    newest.set(rpm.name, known);
    const same = known.findIndex(({ arch }) => arch === rpm.arch);
    const before = known[same];
    if (before === undefined) known.push(rpm);
    else if (isAbove(rpm.version, before.version)) known[same] = rpm;
  }
  return newest;
}

const fits = (installed: string, offered: string): boolean => installed === offered || installed === 'noarch' || offered === 'noarch';
const isAbove = (version: string, other: string): boolean => compareVersions('rpm', version, other) === 1;

/** The release of a package of a module says so: `1.module+el8.9.0+1234+abcd`, and no stream. */
const isModular = ({ version }: OfferedRpm): boolean => /\.module[+_]/.test(version);

/** Of a package of a module, its advisory tells the stream; one without is of a stream that is not known. */
function useOf(
  offered: OfferedRpm,
  older: OfferedRpm,
  advisories: readonly AdvisoryRpm[],
  streams: ReadonlySet<string>,
): 'offered' | 'not-offered' | 'unknown' {
  // A module hides packages of the same name that are of none.
  if (!isModular(offered)) return isModular(older) ? 'not-offered' : 'offered';
  const named = advisories.filter(({ version, arch }) => version === offered.version && fits(arch, offered.arch));
  if (named.some(({ stream }) => stream !== null && streams.has(stream))) return 'offered';
  return isModular(older) && named.some(({ stream }) => stream === null) ? 'unknown' : 'not-offered';
}
