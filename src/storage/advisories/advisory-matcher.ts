import { exposureOfCve } from '../../domain/advisories/cve-exposure.ts';
import type { CveExposure, DocumentedExposure } from '../../domain/advisories/exposure.ts';
import { judgeAdvisory } from '../../domain/advisories/judge-advisory.ts';
import type { MatchTarget } from '../../domain/advisories/match-target.ts';
import type { Sqlite } from '../open-sqlite.ts';
import { type AdvisoryRow, createAdvisoryIndex } from './advisory-index.ts';
import { readAdvisory } from './advisory-row.ts';

export interface AdvisoryMatcher {
  /** What an inventory is exposed to, or may be: affected, end-of-life and unknown. An index over versions leaves all else unread. */
  exposuresOf(target: MatchTarget): DocumentedExposure[];
  /** Every advisory that was not withdrawn, one at a time, in the order of import. */
  verdicts(target: MatchTarget): Iterable<DocumentedExposure>;
  /** What all advisories together say of each vulnerability; in the order that was asked. */
  exposuresToCves(target: MatchTarget, cves: readonly string[]): CveExposure[];
}

export function createAdvisoryMatcher(db: Sqlite): AdvisoryMatcher {
  const index = createAdvisoryIndex(db);
  function* verdicts(target: MatchTarget): Iterable<DocumentedExposure> {
    for (const row of index.all()) yield judge(row, target);
  }
  return {
    verdicts,
    exposuresOf(target) {
      // What could not be read may be exposed to anything.
      const isWhole = target.hasSoftware && target.systemKey !== null;
      const found = isWhole ? Array.from(index.around(target), (row) => judge(row, target)) : [...verdicts(target)];
      return found.filter(({ status }) => status === 'affected' || status === 'end-of-life' || status === 'unknown');
    },
    exposuresToCves: (target, cves) =>
      cves.map((cve) =>
        exposureOfCve(
          cve,
          index.naming(cve).map((row) => judge(row, target)),
        ),
      ),
  };
}

const judge = ({ body, ...document }: AdvisoryRow, target: MatchTarget): DocumentedExposure => ({
  ...judgeAdvisory(readAdvisory(body), target),
  document,
});
