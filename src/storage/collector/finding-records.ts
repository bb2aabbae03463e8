import type { Kysely } from 'kysely';
import type { Summary } from '../../contracts/summary.ts';
import { type Finding, findingStates, isUnsettled } from '../../domain/finding.ts';
import { severities } from '../../domain/severity.ts';
import type { CollectorSchema, NewFinding } from './schema.ts';

export interface FindingsOfSummary {
  readonly endpointId: string;
  readonly unitId: string;
  readonly sequence: number;
  readonly receivedAt: number;
  readonly findings: Summary['findings'];
}

/** A row has 15 values and SQLite takes 32,766 in one statement. */
const rowsAtOnce = 500;

/** Tells what each finding became, once for each summary, and moves the findings forward to it. */
export async function recordFindings(db: Kysely<CollectorSchema>, { findings, ...of }: FindingsOfSummary): Promise<void> {
  const lastWord = [...new Map(findings.map((finding) => [finding.fingerprint, finding])).values()];
  for (let at = 0; at < lastWord.length; at += rowsAtOnce) {
    const some = lastWord.slice(at, at + rowsAtOnce);
    await db
      .insertInto('finding_event')
      .values(some.map(({ fingerprint, state }) => ({ endpoint_id: of.endpointId, sequence: of.sequence, fingerprint, state })))
      .execute();
    await moveForward(
      db,
      some.map((finding) => rowOf(finding, of)),
    );
  }
}

/** A finding never goes back to what an earlier summary said of it. */
async function moveForward(db: Kysely<CollectorSchema>, rows: readonly NewFinding[]): Promise<void> {
  await db
    .insertInto('finding')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['endpoint_id', 'fingerprint'])
        .doUpdateSet((eb) => ({
          sequence: eb.ref('excluded.sequence'),
          received_at: eb.ref('excluded.received_at'),
          scanner_id: eb.ref('excluded.scanner_id'),
          rule: eb.ref('excluded.rule'),
          severity: eb.ref('excluded.severity'),
          state: eb.ref('excluded.state'),
          technique: eb.ref('excluded.technique'),
          first_seen_at: eb.ref('excluded.first_seen_at'),
          last_seen_at: eb.ref('excluded.last_seen_at'),
          evidence_bytes: eb.ref('excluded.evidence_bytes'),
          evidence: eb.ref('excluded.evidence'),
          history: eb.ref('excluded.history'),
        }))
        .whereRef('finding.sequence', '<', 'excluded.sequence'),
    )
    .execute();
}

function rowOf(finding: Finding, { endpointId, unitId, sequence, receivedAt }: Omit<FindingsOfSummary, 'findings'>): NewFinding {
  const evidence = JSON.stringify(finding.evidence);
  const history = JSON.stringify(finding.history ?? []);
  return {
    endpoint_id: endpointId,
    unit_id: unitId,
    fingerprint: finding.fingerprint,
    sequence,
    received_at: receivedAt,
    scanner_id: finding.scannerId,
    rule: finding.rule,
    severity: finding.severity,
    state: finding.state,
    technique: finding.technique ?? null,
    first_seen_at: finding.firstSeenAt,
    last_seen_at: finding.lastSeenAt,
    evidence_bytes: Buffer.byteLength(evidence) + Buffer.byteLength(history),
    evidence,
    history,
  };
}

/** The roll-up of one endpoint: how many of its findings are unsettled, per severity. */
export async function countUnsettled(db: Kysely<CollectorSchema>, endpointId: string) {
  const rows = await db
    .selectFrom('finding')
    .select(({ fn }) => ['severity', fn.countAll<number>().as('findings')])
    .where('endpoint_id', '=', endpointId)
    .where('state', 'in', findingStates.filter(isUnsettled))
    .groupBy('severity')
    .execute();
  const [info, low, medium, high, critical] = severities.map((severity) => rows.find((row) => row.severity === severity)?.findings ?? 0);
  return { open_info: info, open_low: low, open_medium: medium, open_high: high, open_critical: critical };
}
