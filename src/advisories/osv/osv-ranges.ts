import type { VersionRange } from '../../domain/advisories/advisory.ts';
import type { OsvRange } from './osv-document.ts';

type Event = OsvRange['events'][number];

/** The ranges that a list of events draws; null where they stand in no order that can be understood. */
export function rangesOfEvents(events: readonly Event[]): VersionRange[] | null {
  const starts = events.filter(({ introduced }) => introduced !== undefined);
  // Events are to be sorted by version, and some authors sort otherwise: one start can only belong to one end.
  const ordered = starts.length === 1 ? [...starts, ...events.filter(({ introduced }) => introduced === undefined)] : events;
  const ranges: VersionRange[] = [];
  let open: string | null = null;
  for (const { introduced, fixed, last_affected } of ordered) {
    if (introduced !== undefined) {
      if (open !== null) ranges.push(rangeFrom(open, {}));
      open = introduced;
    } else if (fixed !== undefined || last_affected !== undefined) {
      const end = fixed === undefined ? { lastAffected: last_affected ?? null } : { fixed };
      if (open !== null) ranges.push(rangeFrom(open, end));
      // A further end of the same range, on another branch, says nothing more.
      else if (ranges.length === 0) return null;
      open = null;
    }
  }
  if (open !== null) ranges.push(rangeFrom(open, {}));
  return ranges.length === 0 ? null : ranges;
}

const rangeFrom = (introduced: string, end: Partial<VersionRange>): VersionRange => ({
  introduced: introduced === '0' ? null : introduced,
  fixed: null,
  lastAffected: null,
  ...end,
});
