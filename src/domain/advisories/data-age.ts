import type { SystemIdentity } from '../inventory/inventory.ts';
import type { DocumentFormat, SourceReading } from './advisory.ts';

/** Sources publish every day and a running collector looks daily: data that was not read for so long has missed something. */
export const dataOldAfterDays = 7;

const dayMs = 86_400_000;

/**
 * How far verdicts can be trusted that rest on vulnerability data. `none`: there is no advisory, so every verdict is unknown;
 * `ahead`: read more than a day after now, so that one of two clocks is wrong and the age means nothing.
 */
export type DataAge =
  | { readonly status: 'none' }
  | { readonly status: 'current' | 'old' | 'ahead'; readonly readAt: string; readonly days: number };

/** Whose publishers go on: what was not read lately has missed something. */
const continued: ReadonlySet<DocumentFormat> = new Set(['csaf', 'osv', 'msrc-builds', 'msrc-kb']);

/** Of the family of a machine; null for all machines of a department. */
type OfFamily = SystemIdentity['family'] | null;

/** Readings that verdicts rest on: not those of scores, which change daily and say of no machine whether it is affected. */
export function decidingReadings(readings: readonly SourceReading[], family: OfFamily = null): readonly SourceReading[] {
  const isAbout = (format: DocumentFormat): boolean => family === null || family === 'windows' || !format.startsWith('msrc-');
  const found = readings.filter(({ format }) => continued.has(format) && isAbout(format));
  // A letter is whole in itself; where there is nothing else, its age is that of the data.
  return found.length > 0 ? found : readings.filter(({ format }) => format === 'letters');
}

/** The age of verdicts is that of the oldest of these: what is newer beside it does not make it newer. Null where there are none. */
export const oldestReading = (readings: readonly SourceReading[], family: OfFamily = null): string | null =>
  decidingReadings(readings, family)
    .map(({ readAt }) => readAt)
    .toSorted()[0] ?? null;

/** Pure. Scores and catalogues alone say of no machine that it is or is not affected: without an advisory there is no data. */
export function ageOfData({ readAt, advisories }: { readonly readAt: string | null; readonly advisories: number }, nowMs: number): DataAge {
  if (readAt === null || advisories === 0) return { status: 'none' };
  const ageMs = nowMs - Date.parse(readAt);
  if (ageMs < -dayMs) return { status: 'ahead', readAt, days: 0 };
  return { status: ageMs > dataOldAfterDays * dayMs ? 'old' : 'current', readAt, days: Math.max(0, Math.floor(ageMs / dayMs)) };
}
