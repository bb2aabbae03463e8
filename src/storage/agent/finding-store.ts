import { z } from 'zod';
import type { Finding, FindingState, FindingStep } from '../../domain/finding.ts';
import { mostStepsShown } from '../../domain/finding-state.ts';
import type { Sqlite } from '../open-sqlite.ts';
import type { FindingLog } from './finding-log-store.ts';
import { findingRow } from './rows.ts';
import { readRow } from '../read-row.ts';

/** The watched thing that a finding is about, so that accepting it can move the baseline. */
export interface AboutThing {
  readonly kind: string;
  readonly key: string;
}

export interface FindingFilter {
  readonly state?: FindingState | undefined;
  readonly limit?: number | undefined;
}

export type StoredFinding = Finding & { readonly about: AboutThing | null };

export interface FindingStore {
  /** Most severe first, then newest. */
  list(filter?: FindingFilter): readonly Finding[];
  ofScanner(scannerId: string): readonly Finding[];
  /** `isNews` makes the finding part of the next summary. */
  save(finding: Finding, isNews: boolean, about?: AboutThing): void;
  /** Those whose fingerprint begins so, three at most. */
  find(fingerprintPrefix: string): readonly StoredFinding[];
  /** A step in the life of a finding that `save` has stored; what a person decided moves its state and is news. */
  addStep(fingerprint: string, step: FindingStep): void;
  /** Fingerprints of things that a finding of their own stands for, unless it is resolved. */
  standing(): ReadonlySet<string>;
  /** Findings with news that no summary has carried, marked as carried with the caller's transaction. */
  takeNews(limit: number): readonly Finding[];
  /** Makes every finding that is not resolved part of the next summary: a new collector knows none. */
  reportAllAgain(): void;
  /** Those too that are resolved: a collector that lost data may hold them as open. */
  reportEverythingAgain(): void;
}

const bySeverity = "CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 ELSE 4 END";
const aboutRow = z.object({ kind: z.string().nullable(), key: z.string().nullable() });

// Newest first.
const history = `(SELECT json_group_array(json_object('at', at, 'from', from_state, 'to', to_state, 'by', by, 'reason', reason))
  FROM (SELECT * FROM finding_step WHERE finding_step.fingerprint = finding.fingerprint ORDER BY id DESC LIMIT ${mostStepsShown}))`;
const columns = `*, ${history} AS history`;

export function createFindingStore(db: Sqlite, log: FindingLog): FindingStore {
  const all = db.prepare(
    `SELECT ${columns} FROM finding WHERE (@state IS NULL OR state = @state) ORDER BY ${bySeverity}, first_seen_at DESC, fingerprint LIMIT @limit`,
  );
  const byScanner = db.prepare(`SELECT ${columns} FROM finding WHERE scanner_id = ?`);
  const byPrefix = db.prepare(`SELECT ${columns} FROM finding WHERE fingerprint BETWEEN @prefix AND @prefix || 'g' LIMIT 3`);
  const upsert = db.prepare(`
    INSERT INTO finding (fingerprint, scanner_id, rule, severity, technique, evidence, state, first_seen_at, last_seen_at, kind, key, revision, reported)
    VALUES (@fingerprint, @scannerId, @rule, @severity, @technique, @evidence, @state, @firstSeenAt, @lastSeenAt, @kind, @key, 1, 0)
    ON CONFLICT (fingerprint) DO UPDATE SET
      scanner_id = excluded.scanner_id, rule = excluded.rule, severity = excluded.severity, technique = excluded.technique,
      evidence = excluded.evidence, state = excluded.state, last_seen_at = excluded.last_seen_at,
      kind = COALESCE(excluded.kind, kind), key = COALESCE(excluded.key, key), revision = revision + @isNews`);
  const putStep = db.prepare(
    'INSERT INTO finding_step (fingerprint, at, from_state, to_state, by, reason) VALUES (@fingerprint, @at, @from, @to, @by, @reason)',
  );
  const changeState = db.prepare('UPDATE finding SET state = ?, revision = revision + 1 WHERE fingerprint = ?');
  const standing = db.prepare("SELECT fingerprint FROM finding WHERE state <> 'resolved' AND kind IS NOT NULL").pluck();
  const unreport = db.prepare("UPDATE finding SET reported = 0 WHERE state <> 'resolved'");

  const unreportEverything = db.prepare('UPDATE finding SET reported = 0');

  const news = db.prepare(`SELECT ${columns} FROM finding WHERE revision > reported ORDER BY fingerprint LIMIT ?`);
  const carried = db.prepare('UPDATE finding SET reported = revision WHERE fingerprint = ?');

  // Together with what the log says of it, also outside of a caller's transaction.
  const save = db.transaction((finding: Finding, isNews: boolean, about?: AboutThing) => {
    upsert.run({
      ...finding,
      technique: finding.technique ?? null,
      evidence: JSON.stringify(finding.evidence),
      kind: about?.kind ?? null,
      key: about?.key ?? null,
      isNews: isNews ? 1 : 0,
    });
    log.noteFinding(finding.fingerprint);
  });
  const addStep = db.transaction((fingerprint: string, step: FindingStep) => {
    putStep.run({ fingerprint, ...step });
    log.noteStep(fingerprint, step);
    if (step.by === null) return;
    changeState.run(step.to, fingerprint);
    log.noteFinding(fingerprint);
  });

  return {
    list: ({ state, limit } = {}) => readRow(z.array(findingRow), all.all({ state: state ?? null, limit: limit ?? -1 })),
    ofScanner: (scannerId) => readRow(z.array(findingRow), byScanner.all(scannerId)),
    save: (finding, isNews, about) => save(finding, isNews, about),
    find: (prefix) =>
      byPrefix.all({ prefix }).map((row) => {
        const { kind, key } = readRow(aboutRow, row);
        return { ...readRow(findingRow, row), about: kind !== null && key !== null ? { kind, key } : null };
      }),
    addStep: (fingerprint, step) => addStep(fingerprint, step),
    standing: () => new Set(readRow(z.array(z.string()), standing.all())),
    takeNews(limit) {
      const findings = readRow(z.array(findingRow), news.all(limit));
      for (const { fingerprint } of findings) carried.run(fingerprint);
      return findings;
    },
    reportAllAgain: () => void unreport.run(),
    reportEverythingAgain: () => void unreportEverything.run(),
  };
}
