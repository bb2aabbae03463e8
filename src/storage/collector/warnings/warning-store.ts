import { randomUUID } from 'node:crypto';
import { type Kysely, type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { warningContent, type warningEvents } from '../../../contracts/warnings.ts';
import { letterKey, orderedCves, type WarningContent, type WarningState } from '../../../domain/warnings/warning.ts';
import { readCursor } from '../cursor.ts';
import { cutPage, type Page, type PageRequest } from '../page.ts';
import type { CollectorSchema } from '../schema.ts';
import type { WarningTable } from './warning-schema.ts';

export interface StoredWarning {
  /** The collector's own; grows. */
  readonly number: number;
  readonly id: string;
  readonly content: WarningContent;
  readonly state: WarningState;
  readonly revision: number;
  readonly judgedAt: number | null;
  readonly countedAt: number | null;
}

/** Who does something, and when by the collector's clock. */
export interface Act {
  readonly by: string;
  readonly now: number;
}

export type WarningWritten =
  | { readonly outcome: 'written'; readonly id: string }
  | { readonly outcome: 'number-taken'; readonly id: string }
  | { readonly outcome: 'unknown' };

export interface WarningStore {
  create(content: WarningContent, act: Act): Promise<WarningWritten>;
  edit(id: string, content: WarningContent, act: Act): Promise<WarningWritten>;
  /** False for an unknown one. */
  setState(id: string, state: WarningState, act: Act): Promise<boolean>;
  find(id: string): Promise<StoredWarning | null>;
  /** Letters of this number, of whatever year; the newest first. */
  ofLetter(number: string): Promise<readonly StoredWarning[]>;
  /** The latest to be entered first. */
  page(request: PageRequest & { readonly state?: WarningState | undefined }): Promise<Page<StoredWarning>>;
  events(number: number): Promise<readonly { readonly at: number; readonly by: string; readonly what: string }[]>;
}

type EventKind = (typeof warningEvents)[number];

export function createWarningStore(db: Kysely<CollectorSchema>): WarningStore {
  return {
    create: (content, act) =>
      db.transaction().execute(async (transaction) => {
        const taken = await holderOf(transaction, content);
        if (taken) return { outcome: 'number-taken', id: taken.id };
        const id = randomUUID();
        const { number } = await transaction
          .insertInto('warning')
          .values({ id, state: 'open', ...columnsOf(content) })
          .returning('number')
          .executeTakeFirstOrThrow();
        await replaceCves(transaction, number, content);
        await noteEvent(transaction, number, 'created', act);
        return { outcome: 'written', id };
      }),
    edit: (id, content, act) =>
      db.transaction().execute(async (transaction) => {
        const row = await transaction.selectFrom('warning').select(['number', 'revision']).where('id', '=', id).executeTakeFirst();
        if (!row) return { outcome: 'unknown' };
        const taken = await holderOf(transaction, content);
        if (taken && taken.id !== id) return { outcome: 'number-taken', id: taken.id };
        await transaction
          .updateTable('warning')
          .set({ ...columnsOf(content), revision: row.revision + 1, judged_at: null })
          .where('id', '=', id)
          .execute();
        await replaceCves(transaction, row.number, content);
        await noteEvent(transaction, row.number, 'edited', act);
        return { outcome: 'written', id };
      }),
    setState: (id, state, act) =>
      db.transaction().execute(async (transaction) => {
        const row = await transaction.selectFrom('warning').select(['number', 'state']).where('id', '=', id).executeTakeFirst();
        if (!row || row.state === state) return row !== undefined;
        // What happened while it was closed was not followed: it is judged anew.
        await transaction
          .updateTable('warning')
          .set(state === 'open' ? { state, judged_at: null } : { state })
          .where('id', '=', id)
          .execute();
        await noteEvent(transaction, row.number, state === 'open' ? 'reopened' : 'closed', act);
        return true;
      }),
    async find(id) {
      const row = await db.selectFrom('warning').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? ((await withCves(db, [row]))[0] ?? null) : null;
    },
    async ofLetter(number) {
      const key = letterKey(number, '0000').slice(5);
      const rows = await db
        .selectFrom('warning')
        .selectAll()
        .where(sql`substr(letter_key, 6)`, '=', key)
        .orderBy('issued_on', 'desc')
        .limit(20)
        .execute();
      return withCves(db, rows);
    },
    async page({ cursor, limit, state }) {
      let query = db
        .selectFrom('warning')
        .selectAll()
        .orderBy('number', 'desc')
        .limit(limit + 1);
      if (cursor !== undefined) query = query.where('number', '<', readCursor('warning', cursor));
      if (state !== undefined) query = query.where('state', '=', state);
      const { items, nextCursor } = cutPage(
        'warning',
        (await query.execute()).map((row) => ({ ...row, bytes: row.title.length + row.products.length + row.effect.length })),
        limit,
      );
      return { items: [...(await withCves(db, items))], nextCursor };
    },
    async events(number) {
      const rows = await db
        .selectFrom('warning_event')
        .select(['at', 'by_whom as by', 'what'])
        .where('warning', '=', number)
        .orderBy('number', 'desc')
        .limit(200)
        .execute();
      return rows.toReversed();
    },
  };
}

const holderOf = (db: Kysely<CollectorSchema>, { number, issuedOn }: WarningContent) =>
  db.selectFrom('warning').select('id').where('letter_key', '=', letterKey(number, issuedOn)).executeTakeFirst();

const columnsOf = ({ number, issuer, issuedOn, title, products, effect, isExploited, deadline }: WarningContent) => ({
  letter_key: letterKey(number, issuedOn),
  letter_number: number,
  issuer,
  issued_on: issuedOn,
  title,
  products: JSON.stringify(products),
  effect,
  is_exploited: Number(isExploited),
  deadline,
});

async function replaceCves(db: Kysely<CollectorSchema>, warning: number, { cves }: WarningContent): Promise<void> {
  await db.deleteFrom('warning_cve').where('warning', '=', warning).execute();
  const rows = orderedCves(cves).map((one) => ({ warning, ...one }));
  if (rows.length > 0) await db.insertInto('warning_cve').values(rows).execute();
}

export async function noteEvent(db: Kysely<CollectorSchema>, warning: number, what: EventKind, { by, now }: Act): Promise<void> {
  await db.insertInto('warning_event').values({ warning, at: now, by_whom: by, what }).execute();
}

/** Rows come in, warnings with their CVEs go out, in the same order. */
async function withCves(db: Kysely<CollectorSchema>, rows: readonly Selectable<WarningTable>[]): Promise<readonly StoredWarning[]> {
  if (rows.length === 0) return [];
  const numbers = rows.map(({ number }) => number);
  const cves = Map.groupBy(
    await db.selectFrom('warning_cve').selectAll().where('warning', 'in', numbers).execute(),
    ({ warning }) => warning,
  );
  return rows.map((row) => storedOf(row, cves.get(row.number) ?? []));
}

const state = z.enum(['open', 'closed']);

function storedOf(row: Selectable<WarningTable>, cves: readonly { readonly cve: string; readonly impact: string }[]): StoredWarning {
  const products: unknown = JSON.parse(row.products);
  const content = warningContent.parse({
    number: row.letter_number,
    issuer: row.issuer,
    issuedOn: row.issued_on,
    title: row.title,
    cves: cves.map(({ cve, impact }) => ({ cve, impact })),
    products,
    effect: row.effect,
    isExploited: row.is_exploited === 1,
    deadline: row.deadline,
  });
  return {
    number: row.number,
    id: row.id,
    content: { ...content, cves: orderedCves(content.cves) },
    state: state.parse(row.state),
    revision: row.revision,
    judgedAt: row.judged_at,
    countedAt: row.counted_at,
  };
}
