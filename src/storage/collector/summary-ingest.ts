import type { Kysely, Selectable } from 'kysely';
import type { Summary } from '../../contracts/summary.ts';
import { breakOf } from '../../domain/log-break.ts';
import { groupCommit } from './group-commit.ts';
import { countUnsettled, recordFindings } from './finding-records.ts';
import type { CollectorSchema, EndpointTable } from './schema.ts';
import { inventorySection, noteInventoryChange } from './warnings/inventory-changes.ts';

export interface ArrivedSummary {
  readonly summary: Summary;
  /** The JSON text of `summary` as it came. */
  readonly text: string;
  /** Milliseconds by the collector's clock. */
  readonly receivedAt: number;
}

export type IngestOutcome =
  | { readonly stored: 'new' | 'duplicate'; readonly missingSections: string[]; readonly previousSequence: number }
  | { readonly stored: 'forked'; readonly lastSequence: number }
  | { readonly stored: 'endpoint-unknown' };

/**
 * Stores a summary and all that follows from it in one transaction, on disk when it returns. The same summary again
 * changes nothing. Another summary under a sequence number that has passed means that two machines share one identity:
 * that is noted on the endpoint, and nothing else changes.
 */
export type IngestSummary = (arrived: ArrivedSummary) => Promise<IngestOutcome>;

export function createSummaryIngest(db: Kysely<CollectorSchema>): IngestSummary {
  return groupCommit(db, ingest);
}

async function ingest(db: Kysely<CollectorSchema>, arrived: ArrivedSummary): Promise<IngestOutcome> {
  const { summaryId, endpointId, sequence, sections } = arrived.summary;
  const endpoint = await db
    .selectFrom('endpoint')
    .select(['unit_id', 'last_sequence', 'log_length', 'log_head', 'log_break'])
    .where('id', '=', endpointId)
    .executeTakeFirst();
  if (!endpoint) return { stored: 'endpoint-unknown' };
  const known = await db
    .selectFrom('summary')
    .select('arrival')
    .where('endpoint_id', '=', endpointId)
    .where('summary_id', '=', summaryId)
    .executeTakeFirst();
  if (known)
    return {
      stored: 'duplicate',
      missingSections: await missingOf(db, sections),
      previousSequence: await sequenceBefore(db, endpointId, sequence),
    };
  if (sequence <= endpoint.last_sequence) {
    await noteFork(db, endpointId, arrived.receivedAt);
    return { stored: 'forked', lastSequence: endpoint.last_sequence };
  }
  const arrival = await insertSummary(db, arrived);
  await recordFindings(db, {
    endpointId,
    unitId: endpoint.unit_id,
    sequence,
    receivedAt: arrived.receivedAt,
    findings: arrived.summary.findings,
  });
  await referToSections(db, endpointId, sections, arrived.receivedAt);
  await moveEndpoint(db, arrived, arrival);
  await keepLogHead(db, endpoint, arrived);
  return { stored: 'new', missingSections: await missingOf(db, sections), previousSequence: endpoint.last_sequence };
}

async function sequenceBefore(db: Kysely<CollectorSchema>, endpointId: string, sequence: number): Promise<number> {
  const row = await db
    .selectFrom('summary')
    .select(({ fn }) => fn.max('sequence').as('sequence'))
    .where('endpoint_id', '=', endpointId)
    .where('sequence', '<', sequence)
    .executeTakeFirst();
  return row?.sequence ?? 0;
}

async function noteFork(db: Kysely<CollectorSchema>, endpointId: string, at: number): Promise<void> {
  await db
    .updateTable('endpoint')
    .set(({ eb }) => ({ forks: eb('forks', '+', 1), forked_at: at }))
    .where('id', '=', endpointId)
    .execute();
}

async function insertSummary(db: Kysely<CollectorSchema>, { summary, text, receivedAt }: ArrivedSummary): Promise<number> {
  const { arrival } = await db
    .insertInto('summary')
    .values({
      endpoint_id: summary.endpointId,
      summary_id: summary.summaryId,
      sequence: summary.sequence,
      received_at: receivedAt,
      bytes: Buffer.byteLength(text),
      body: text,
    })
    .returning('arrival')
    .executeTakeFirstOrThrow();
  return arrival;
}

/** A section that a summary does not name was not read this time: what was known of it stands. */
async function referToSections(db: Kysely<CollectorSchema>, endpointId: string, sections: Summary['sections'], now: number): Promise<void> {
  const rows = Object.entries(sections).map(([name, digest]) => ({ endpoint_id: endpointId, name, digest }));
  if (rows.length === 0) return;
  const inventory = rows.find(({ name }) => name === inventorySection);
  if (inventory) await noteInventoryChange(db, { endpointId, digest: inventory.digest, now });
  await db
    .insertInto('endpoint_section')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['endpoint_id', 'name']).doUpdateSet((eb) => ({ digest: eb.ref('excluded.digest') })))
    .execute();
}

async function moveEndpoint(db: Kysely<CollectorSchema>, { summary, receivedAt }: ArrivedSummary, arrival: number): Promise<void> {
  const rollUp = summary.findings.length > 0 ? await countUnsettled(db, summary.endpointId) : {};
  await db
    .updateTable('endpoint')
    .set({
      ...rollUp,
      hostname: summary.host.hostname,
      os: summary.host.os,
      os_name: summary.host.osName,
      os_version: summary.host.osVersion,
      agent_version: summary.agentVersion,
      last_sequence: summary.sequence,
      latest_arrival: arrival,
      last_seen_at: receivedAt,
      clock_skew_ms: Date.parse(summary.createdAt) - receivedAt,
      patch_status: summary.verdicts.find((verdict) => verdict.scannerId === 'patch-status')?.status ?? 'unknown',
    })
    .where('id', '=', summary.endpointId)
    .execute();
}

/** Goes on from the head that is told now, also after a break: the next one shows again. That a log is still altered is no news. */
async function keepLogHead(
  db: Kysely<CollectorSchema>,
  kept: Pick<Selectable<EndpointTable>, 'log_length' | 'log_head' | 'log_break'>,
  { summary: { endpointId, findingLog }, receivedAt }: ArrivedSummary,
): Promise<void> {
  if (!findingLog) return;
  const head = kept.log_length !== null && kept.log_head !== null ? { length: kept.log_length, head: kept.log_head } : null;
  const seen = breakOf(head, findingLog);
  const isNews = seen !== null && (seen !== 'altered' || kept.log_break === null);
  await db
    .updateTable('endpoint')
    .set({
      log_length: findingLog.length,
      log_head: findingLog.head,
      ...(isNews ? { log_break: seen, log_broken_at: receivedAt } : {}),
    })
    .where('id', '=', endpointId)
    .execute();
}

async function missingOf(db: Kysely<CollectorSchema>, sections: Summary['sections']): Promise<string[]> {
  const named = [...new Set(Object.values(sections))];
  if (named.length === 0) return [];
  const held = await db.selectFrom('section').select('digest').where('digest', 'in', named).execute();
  return named.filter((digest) => !held.some((section) => section.digest === digest));
}
