import { type Kysely, sql } from 'kysely';
import type { InventoryJudgement } from '../../../domain/warnings/judge-inventory.ts';
import type { CollectorSchema } from '../schema.ts';
import { inventorySection, settleInventoryChanges } from './inventory-changes.ts';

export interface WarningToJudge {
  readonly number: number;
  readonly revision: number;
  readonly cves: readonly string[];
}

export interface JudgementStore {
  /** Open warnings whose judgement is out of date. */
  outdated(): Promise<readonly WarningToJudge[]>;
  open(): Promise<readonly WarningToJudge[]>;
  /** Inventories in use, or once in use while a warning concerned them, that this warning was not held against. */
  unjudged(warning: number): Promise<readonly string[]>;
  /** `all`: takes the place of what was said before, and ends being out of date unless the warning was edited meanwhile. `more`: adds to it. */
  save(warning: WarningToJudge, judgements: ReadonlyMap<string, InventoryJudgement>, how: 'all' | 'more', now: number): Promise<void>;
  /** After advisories changed. */
  markAllOutdated(): Promise<void>;
  /** Sees which machines that were concerned are so no more; call it when judgements are up to date. */
  settleChanges(now: number): Promise<void>;
}

export function createJudgementStore(db: Kysely<CollectorSchema>): JudgementStore {
  const listed = async (isOutdated: boolean): Promise<readonly WarningToJudge[]> => {
    let query = db
      .selectFrom('warning')
      .leftJoin('warning_cve', 'warning_cve.warning', 'warning.number')
      .select(['number', 'revision', 'cve'])
      .where('state', '=', 'open')
      .orderBy('number');
    if (isOutdated) query = query.where('judged_at', 'is', null);
    return [...Map.groupBy(await query.execute(), ({ number }) => number)].map(([number, rows]) => ({
      number,
      revision: rows[0]?.revision ?? 0,
      cves: rows.flatMap(({ cve }) => cve ?? []),
    }));
  };
  return {
    outdated: () => listed(true),
    open: () => listed(false),
    async unjudged(warning) {
      const { rows } = await sql<{ digest: string }>`
        SELECT DISTINCT digest FROM (
          SELECT digest FROM endpoint_section WHERE name = ${inventorySection}
          UNION SELECT digest FROM imported_machine
          UNION SELECT digest FROM inventory_change
        ) AS used
        WHERE digest NOT IN (SELECT digest FROM warning_exposure WHERE warning = ${warning})
      `.execute(db);
      return rows.map(({ digest }) => digest);
    },
    save: (warning, judgements, how, now) =>
      db.transaction().execute((transaction) => saveJudgements(transaction, warning, judgements, how, now)),
    async markAllOutdated() {
      await db.updateTable('warning').set({ judged_at: null }).where('state', '=', 'open').execute();
    },
    settleChanges: (now) => settleInventoryChanges(db, now),
  };
}

/** SQLite takes 32,766 values in one statement. */
const rowsAtOnce = 1000;

async function saveJudgements(
  db: Kysely<CollectorSchema>,
  { number, revision }: WarningToJudge,
  judgements: ReadonlyMap<string, InventoryJudgement>,
  how: 'all' | 'more',
  now: number,
): Promise<void> {
  const current = await db.selectFrom('warning').select('revision').where('number', '=', number).executeTakeFirst();
  if (current?.revision !== revision) return;
  if (how === 'all') await db.deleteFrom('warning_exposure').where('warning', '=', number).execute();
  const rows = [...judgements].map(([digest, { status, reason, needs, standings }]) => ({
    warning: number,
    digest,
    status,
    reason,
    needs: JSON.stringify(needs),
    standings,
  }));
  for (let at = 0; at < rows.length; at += rowsAtOnce)
    await db
      .insertInto('warning_exposure')
      .values(rows.slice(at, at + rowsAtOnce))
      .onConflict((conflict) =>
        conflict.columns(['warning', 'digest']).doUpdateSet((eb) => ({
          status: eb.ref('excluded.status'),
          reason: eb.ref('excluded.reason'),
          needs: eb.ref('excluded.needs'),
          standings: eb.ref('excluded.standings'),
        })),
      )
      .execute();
  if (how === 'all') await db.updateTable('warning').set({ judged_at: now }).where('number', '=', number).execute();
}
