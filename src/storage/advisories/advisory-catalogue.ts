import { z } from 'zod';
import type { Advisory, ExploitedVulnerability, ExploitScore } from '../../domain/advisories/advisory.ts';
import type { Sqlite } from '../open-sqlite.ts';
import type { AdvisoryFacts } from './advisory-facts.ts';
import { readAdvisory } from './advisory-row.ts';

export interface ListedAdvisory {
  readonly advisory: string;
  readonly format: string;
  readonly cves: readonly string[];
  readonly title: string;
  readonly source: string;
  readonly readAt: string;
}

/** All that the imported documents say of one vulnerability. */
export interface VulnerabilityRecord {
  readonly cve: string;
  readonly advisories: readonly (Advisory & { readonly source: string; readonly readAt: string })[];
  readonly exploited: ExploitedVulnerability | null;
  readonly score: ExploitScore | null;
}

export interface AdvisoryCatalogue {
  /** In the order of import, one at a time. */
  list(): Iterable<ListedAdvisory>;
  show(cve: string): VulnerabilityRecord;
  /** Advisories that name it and were not withdrawn. */
  standing(cve: string): readonly Advisory[];
  counts(): { readonly advisories: number; readonly exploited: number; readonly scores: number; readonly quarantined: number };
  quarantined(): readonly { readonly source: string; readonly reason: string }[];
}

const listed = 'SELECT body, source, read_at FROM advisory JOIN document ON document.number = document';
const count = z.number();

export function createAdvisoryCatalogue(db: Sqlite, facts: AdvisoryFacts): AdvisoryCatalogue {
  const all = db.prepare<[], { body: string; source: string; read_at: string }>(`${listed} ORDER BY advisory.number`);
  const naming = db.prepare<[string], { body: string; source: string; read_at: string }>(
    `${listed} WHERE advisory.number IN (SELECT advisory FROM advisory_cve WHERE cve = ?) ORDER BY advisory.number`,
  );
  const standing = db
    .prepare<[string], string>(
      'SELECT body FROM advisory WHERE is_withdrawn = 0 AND number IN (SELECT advisory FROM advisory_cve WHERE cve = ?)',
    )
    .pluck();
  const refused = db.prepare<[], { source: string; reason: string }>('SELECT source, reason FROM quarantined ORDER BY source');
  const countOf = (table: string): number => count.parse(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  return {
    *list() {
      for (const { body, source, read_at: readAt } of all.iterate()) {
        const { id: advisory, format, cves, title } = readAdvisory(body);
        yield { advisory, format, cves, title, source, readAt };
      }
    },
    show: (cve) => ({
      cve,
      advisories: naming.all(cve).map(({ body, source, read_at: readAt }) => ({ ...readAdvisory(body), source, readAt })),
      exploited: facts.exploited(cve),
      score: facts.score(cve),
    }),
    standing: (cve) => standing.all(cve).map(readAdvisory),
    counts: () => ({
      advisories: countOf('advisory'),
      exploited: countOf('exploited'),
      scores: countOf('score'),
      quarantined: countOf('quarantined'),
    }),
    quarantined: () => refused.all(),
  };
}
