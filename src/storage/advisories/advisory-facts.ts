import { z } from 'zod';
import { exploitedVulnerability, supportEnd } from '../../contracts/advisory.ts';
import type { ExploitedVulnerability, ExploitScore, SupportEnd, WindowsUpdate } from '../../domain/advisories/advisory.ts';
import type { CoverageFacts, UpdateFacts } from '../../domain/advisories/match-target.ts';
import type { ProductKey } from '../../domain/advisories/product-key.ts';
import { createReleaseReader } from './named-releases.ts';
import type { Sqlite } from '../open-sqlite.ts';

export interface AdvisoryFacts extends UpdateFacts, CoverageFacts {
  exploited(cve: string): ExploitedVulnerability | null;
  score(cve: string): ExploitScore | null;
  supportEndOf(product: ProductKey): SupportEnd | null;
  /** The facts as they are now, each read once: for many questions in a row. */
  atOnce(): MatchingFacts;
}

export type MatchingFacts = Pick<AdvisoryFacts, 'supersededBy' | 'updatesOf' | 'releasesOf' | 'supportEndOf'>;

const ofText = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
const exploitedRow = z.object({ body: ofText(exploitedVulnerability) });
const supportEndRow = z.object({ body: ofText(supportEnd) });
const allSupportEnds = z.array(supportEndRow);
const updateRows = z.array(z.object({ kb: z.string(), product: z.string(), build: z.string().nullable() }));

export function createAdvisoryFacts(db: Sqlite): AdvisoryFacts {
  const exploited = db.prepare('SELECT body FROM exploited WHERE cve = ?');
  const score = db.prepare<[string], ExploitScore>('SELECT cve, probability, percentile, scored_on AS scoredOn FROM score WHERE cve = ?');
  const supportEnds = db.prepare('SELECT body FROM support_end WHERE product = ?');
  const everySupportEnd = db.prepare('SELECT body FROM support_end');
  const updates = db.prepare('SELECT kb, product, max(build) AS build FROM windows_update WHERE product = ? GROUP BY kb ORDER BY kb');
  const isKnown = db.prepare<[string], { found: number }>('SELECT 1 AS found FROM windows_update WHERE kb = ? LIMIT 1');
  const superseded = db.prepare<[string], { superseded: string }>('SELECT DISTINCT superseded FROM supersedes WHERE kb = ?');
  const facts: Omit<AdvisoryFacts, 'atOnce'> = {
    exploited: (cve) => exploitedRow.nullable().parse(exploited.get(cve) ?? null)?.body ?? null,
    score: (cve) => score.get(cve) ?? null,
    supportEndOf: (product) => supportEndRow.nullable().parse(supportEnds.get(product) ?? null)?.body ?? null,
    updatesOf: (product): readonly WindowsUpdate[] =>
      updateRows.parse(updates.all(product)).map((row) => ({ ...row, supersedes: superseded.all(row.kb).map((one) => one.superseded) })),
    releasesOf: createReleaseReader(db),
    supersededBy(kb) {
      const found = superseded.all(kb).map((one) => one.superseded);
      return found.length === 0 && !isKnown.get(kb) ? null : found;
    },
  };
  return {
    ...facts,
    atOnce() {
      const ends = new Map(allSupportEnds.parse(everySupportEnd.all()).map(({ body }) => [body.product, body]));
      return {
        supersededBy: remembered(facts.supersededBy),
        updatesOf: remembered(facts.updatesOf),
        releasesOf: remembered(facts.releasesOf),
        supportEndOf: (product) => ends.get(product) ?? null,
      };
    },
  };
}

function remembered<Answer>(ask: (name: string) => Answer): (name: string) => Answer {
  const answers = new Map<string, Answer>();
  return (name) => {
    const known = answers.get(name);
    if (known !== undefined) return known;
    const answer = ask(name);
    answers.set(name, answer);
    return answer;
  };
}
