import { type Kysely, sql } from 'kysely';
import type { CollectorSchema } from '../schema.ts';

/** The section that holds an endpoint's inventory. */
export const inventorySection = 'inventory';

/** Remembers the inventory that an endpoint had, when a summary names another: whether a warning concerned it is seen later. */
export async function noteInventoryChange(
  db: Kysely<CollectorSchema>,
  { endpointId, digest, now }: { readonly endpointId: string; readonly digest: string; readonly now: number },
): Promise<void> {
  await db
    .insertInto('inventory_change')
    .columns(['machine_id', 'digest', 'changed_at'])
    .expression((eb) =>
      eb
        .selectFrom('endpoint_section')
        .select(['endpoint_id', 'digest', sql<number>`${now}`.as('changed_at')])
        .where('endpoint_id', '=', endpointId)
        .where('name', '=', inventorySection)
        .where('digest', '!=', digest),
    )
    .onConflict((conflict) => conflict.columns(['machine_id', 'digest']).doUpdateSet({ changed_at: now }))
    .execute();
}

/** A change whose machine has no judged inventory for so long is given up: its content will not come any more. */
const mostWaitingMs = 30 * 86_400_000;

/**
 * Turns changes into what warnings remember: a machine that was concerned, and now is not or cannot be told. One that is
 * concerned still needs no memory. A change goes when the machine's present inventory was judged for every open warning.
 */
export async function settleInventoryChanges(db: Kysely<CollectorSchema>, now: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const waiting = await transaction.selectFrom('inventory_change').select('machine_id').limit(1).executeTakeFirst();
    if (!waiting) return;
    await sql`
      INSERT INTO warning_concern (warning, machine_id, digest)
      SELECT warning.number, change.machine_id, change.digest
      FROM inventory_change AS change
      JOIN warning ON warning.state = 'open'
      JOIN warning_exposure AS before ON before.warning = warning.number AND before.digest = change.digest
      JOIN warning_exposure AS present ON present.warning = warning.number AND present.digest = ${presentDigest}
      WHERE before.status IN ('affected', 'end-of-life', 'fixed') AND present.status IN ('not-affected', 'unknown')
      ON CONFLICT (warning, machine_id) DO UPDATE SET digest = excluded.digest
    `.execute(transaction);
    await sql`
      DELETE FROM inventory_change AS change
      WHERE changed_at < ${now - mostWaitingMs} OR NOT EXISTS (
        SELECT 1 FROM warning
        LEFT JOIN warning_exposure AS present ON present.warning = warning.number AND present.digest = ${presentDigest}
        WHERE warning.state = 'open' AND (present.digest IS NULL OR warning.judged_at IS NULL)
      )
    `.execute(transaction);
  });
}

/** Of the machine of a change. */
const presentDigest = sql`coalesce(
  (SELECT digest FROM endpoint_section WHERE endpoint_id = change.machine_id AND name = ${inventorySection}),
  (SELECT digest FROM imported_machine WHERE id = change.machine_id)
)`;
