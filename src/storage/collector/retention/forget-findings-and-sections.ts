import type { Kysely } from 'kysely';
import type { CollectorSchema } from '../schema.ts';
import type { Step } from './step.ts';

const atOnce = 500;

/** Findings that were resolved and that nothing was said of since. */
export async function forgetFindings(db: Kysely<CollectorSchema>, before: number, from: number): Promise<Step<number>> {
  const rows = await db
    .selectFrom('finding')
    .select(['number', 'received_at'])
    .where('state', '=', 'resolved')
    .where('number', '>', from)
    .orderBy('number')
    .limit(atOnce)
    .execute();
  const leaving = rows.filter(({ received_at }) => received_at < before).map(({ number }) => number);
  if (leaving.length > 0) await db.deleteFrom('finding').where('number', 'in', leaving).execute();
  return { gone: leaving.length, next: rows.length < atOnce ? null : (rows.at(-1)?.number ?? null) };
}

/** What no machine has any more; a machine that has it again is asked for it. */
export async function forgetSections(db: Kysely<CollectorSchema>, before: number, from: string): Promise<Step<string>> {
  const rows = await db
    .selectFrom('section')
    .select(['digest', 'stored_at'])
    .where('digest', '>', from)
    .orderBy('digest')
    .limit(atOnce)
    .execute();
  const old = rows.filter(({ stored_at }) => stored_at < before).map(({ digest }) => digest);
  const leaving = old.length === 0 ? [] : await withoutMachine(db, old);
  if (leaving.length > 0) await db.deleteFrom('section').where('digest', 'in', leaving).execute();
  return { gone: leaving.length, next: rows.length < atOnce ? null : (rows.at(-1)?.digest ?? null) };
}

async function withoutMachine(db: Kysely<CollectorSchema>, digests: readonly string[]): Promise<string[]> {
  const ofEndpoints = await db
    .selectFrom('endpoint_section')
    .select('digest')
    .where('name', 'in', ['inventory', 'updates'])
    .where('digest', 'in', digests)
    .execute();
  const ofImported = await db.selectFrom('imported_machine').select('digest').where('digest', 'in', digests).execute();
  const held = new Set([...ofEndpoints, ...ofImported].map(({ digest }) => digest));
  return digests.filter((digest) => !held.has(digest));
}
