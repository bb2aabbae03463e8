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
  const feed = db.prepare<[], string>("SELECT value FROM setting WHERE key = 'appliedFeedId'").pluck();
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
    exposuresToCves: (target, cves) => {
      const isPart = !target.hasSoftware && feed.get() !== undefined;
      return cves.map((cve) => {
        const told = exposureOfCve(
          cve,
          index.naming(cve).map((row) => judge(row, target)),
        );
        return isPart ? ofPart(told) : told;
      });
    },
  };
}

/**
 * A collector hands on what is about software that it knows of, and knows of none here: what else the vulnerability is in may not have
 * been handed on.
 */
const ofPart = (told: CveExposure): CveExposure =>
  told.status === 'fixed' || told.status === 'not-affected' ? { ...told, status: 'unknown', reason: 'inventory-missing' } : told;

const judge = ({ body, ...document }: AdvisoryRow, target: MatchTarget): DocumentedExposure => ({
  ...judgeAdvisory(readAdvisory(body), target),
  document,
});
