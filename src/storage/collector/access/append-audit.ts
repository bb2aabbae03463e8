import type { Kysely } from 'kysely';
import { type AuditEntry, auditHash, beforeFirst } from '../../../domain/access/audit-chain.ts';
import type { CollectorSchema } from '../schema.ts';

export type NewAuditEntry = Omit<AuditEntry, 'number'>;

/** The head of the log where it was cut; null where it has all its entries. */
export async function auditStart(db: Kysely<CollectorSchema>): Promise<{ readonly number: number; readonly hash: string } | null> {
  return (await db.selectFrom('audit_start').select(['number', 'hash']).executeTakeFirst()) ?? null;
}

/** With the caller's transaction. */
export async function appendAudit(db: Kysely<CollectorSchema>, entry: NewAuditEntry): Promise<void> {
  const newest = await db.selectFrom('audit').select(['number', 'hash']).orderBy('number', 'desc').limit(1).executeTakeFirst();
  const last = newest ?? (await auditStart(db));
  const number = (last?.number ?? 0) + 1;
  const hash = auditHash(last?.hash ?? beforeFirst, { ...entry, number });
  const { at, who, role, unitId, action, target, outcome, address } = entry;
  await db.insertInto('audit').values({ number, at, who, role, unit_id: unitId, action, target, outcome, address, hash }).execute();
}
