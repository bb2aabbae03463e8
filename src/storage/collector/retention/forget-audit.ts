import type { Kysely } from 'kysely';
import { cutAction, cutTarget } from '../../../domain/access/audit-chain.ts';
import { appendAudit } from '../access/append-audit.ts';
import type { CollectorSchema } from '../schema.ts';
import type { Step } from './step.ts';

const atOnce = 500;

/** Lets the oldest entries go. That they went, and the hash of the last of them, is an entry itself: the chain goes on from there. */
export async function forgetAudit(db: Kysely<CollectorSchema>, before: number, now: number): Promise<Step<number>> {
  const rows = await db.selectFrom('audit').select(['number', 'at', 'hash']).orderBy('number').limit(atOnce).execute();
  const firstKept = rows.findIndex(({ at }) => at >= before);
  const last = rows[(firstKept === -1 ? rows.length : firstKept) - 1];
  if (last === undefined) return { gone: 0, next: null };
  const said = { who: '(collector)', role: null, unitId: null, address: null, outcome: 'done' } as const;
  await appendAudit(db, { ...said, at: now, action: cutAction, target: cutTarget(last) });
  await db
    .insertInto('audit_start')
    .values({ id: 1, number: last.number, hash: last.hash })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ number: last.number, hash: last.hash }))
    .execute();
  const { numDeletedRows } = await db.deleteFrom('audit').where('number', '<=', last.number).executeTakeFirst();
  return { gone: Number(numDeletedRows), next: firstKept === -1 && rows.length === atOnce ? now : null };
}
