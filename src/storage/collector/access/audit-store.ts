import { type Kysely, type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { type AuditEntry, beforeFirst, type ChainFault, cutAction, cutTarget, faultInChain } from '../../../domain/access/audit-chain.ts';
import { auditOutcomes } from '../../../domain/access/audit-outcome.ts';
import { readCursor } from '../cursor.ts';
import { groupCommit } from '../group-commit.ts';
import { cutPage, type Page, type PageRequest } from '../page.ts';
import type { CollectorSchema } from '../schema.ts';
import type { AuditTable } from './access-schema.ts';
import { appendAudit, auditStart, type NewAuditEntry } from './append-audit.ts';

export type AuditVerification =
  /** `cutUpTo` where older entries were let go, as an entry behind them says. */
  | { readonly status: 'whole'; readonly entries: number; readonly head: string; readonly cutUpTo?: number }
  /** `number` is that of the first entry that is not as it was written, or that should follow and does not. */
  | { readonly status: 'broken'; readonly number: number; readonly fault: ChainFault };

export interface AuditStore {
  /** Resolves when it is on disk. */
  append(entry: NewAuditEntry): Promise<void>;
  /** The latest first. */
  page(request: PageRequest): Promise<Page<AuditEntry>>;
  verify(): Promise<AuditVerification>;
}

const rowsAtOnce = 1000;

export function createAuditStore(db: Kysely<CollectorSchema>): AuditStore {
  const append = groupCommit(db, appendAudit);
  return {
    append,
    async page({ cursor, limit }) {
      let query = db
        .selectFrom('audit')
        .selectAll()
        .orderBy('number', 'desc')
        .limit(limit + 1);
      if (cursor !== undefined) query = query.where('number', '<', readCursor('audit', cursor));
      const rows = (await query.execute()).map((row) => ({ ...row, bytes: row.target?.length ?? 0 }));
      const { items, nextCursor } = cutPage('audit', rows, limit);
      return { items: items.map(entryOf), nextCursor };
    },
    async verify() {
      const start = await auditStart(db);
      let before = start ?? { number: 0, hash: beforeFirst };
      let lastCut: string | null = null;
      while (true) {
        const rows = await db
          .selectFrom('audit')
          .selectAll()
          .where('number', '>', before.number)
          .orderBy('number')
          .limit(rowsAtOnce)
          .execute();
        for (const row of rows) {
          const fault = faultInChain(before, { ...entryOf(row), hash: row.hash });
          if (fault !== null) return { status: 'broken', number: before.number + 1, fault };
          if (row.action === cutAction) lastCut = row.target;
          before = row;
        }
        if (rows.length < rowsAtOnce) break;
      }
      const { rows } = await sql<{ seq: number }>`SELECT seq FROM sqlite_sequence WHERE name = 'audit'`.execute(db);
      const last = rows[0]?.seq ?? 0; // what SQLite itself counted
      if (last > before.number) return { status: 'broken', number: before.number + 1, fault: 'missing' };
      if (start === null) return { status: 'whole', entries: before.number, head: before.hash };
      if (lastCut !== cutTarget(start)) return { status: 'broken', number: start.number, fault: 'missing' };
      return { status: 'whole', entries: before.number, head: before.hash, cutUpTo: start.number };
    },
  };
}

const outcome = z.enum(auditOutcomes).catch('failed');

/** A row that was tampered with is still shown, as it is: its hash tells. */
const entryOf = (row: Selectable<AuditTable>): AuditEntry => ({
  number: row.number,
  at: row.at,
  who: row.who,
  role: row.role,
  unitId: row.unit_id,
  action: row.action,
  target: row.target,
  outcome: outcome.parse(row.outcome),
  address: row.address,
});
