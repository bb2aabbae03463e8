import type { Kysely } from 'kysely';
import type { CollectorSchema } from '../schema.ts';
import type { Step } from './step.ts';

const atOnce = 100;
const mark = 'summaries-forgotten';

/** Up to this arrival summaries were let go: who read no further than there has missed some. 0 where none were. */
export async function forgottenUpTo(db: Kysely<CollectorSchema>): Promise<number> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', mark).executeTakeFirst();
  return Number(row?.value ?? 0);
}

/** In the order of arrival, with what each said of findings. The newest of each endpoint stays: it says how that machine is. */
export async function forgetSummaries(db: Kysely<CollectorSchema>, before: number, from: number): Promise<Step<number>> {
  const firstKept = await db
    .selectFrom('summary')
    .select('arrival')
    .where('received_at', '>=', before)
    .where('arrival', '>', from)
    .orderBy('arrival')
    .limit(1)
    .executeTakeFirst();
  let old = db
    .selectFrom('summary')
    .select(['arrival', 'endpoint_id', 'sequence'])
    .where('arrival', '>', from)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('endpoint')
            .select('id')
            .whereRef('endpoint.id', '=', 'summary.endpoint_id')
            .whereRef('endpoint.latest_arrival', '=', 'summary.arrival'),
        ),
      ),
    )
    .orderBy('arrival')
    .limit(atOnce);
  if (firstKept) old = old.where('arrival', '<', firstKept.arrival);
  const leaving = await old.execute();
  for (const { endpoint_id, sequence } of leaving)
    await db.deleteFrom('finding_event').where('endpoint_id', '=', endpoint_id).where('sequence', '=', sequence).execute();
  const last = leaving.at(-1)?.arrival;
  if (last === undefined) return { gone: 0, next: null };
  await db
    .deleteFrom('summary')
    .where(
      'arrival',
      'in',
      leaving.map(({ arrival }) => arrival),
    )
    .execute();
  const value = String(Math.max(last, await forgottenUpTo(db)));
  await db
    .insertInto('setting')
    .values({ name: mark, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
  return { gone: leaving.length, next: leaving.length < atOnce ? null : last };
}
