import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { type Unit, unit as unitContract } from '../../contracts/http-api.ts';
import type { CollectorSchema } from './schema.ts';

export interface UnitStore {
  /** The unit of this name, made when there is none. */
  ensure(name: string, now: number): Promise<{ unitId: string; name: string }>;
  find(unitId: string): Promise<{ unitId: string; name: string } | null>;
  /** By name, all or one. An endpoint counts as silent when it was last heard of, or else enrolled, before `silentBefore`. */
  list(silentBefore: number, unitId?: string): Promise<Unit[]>;
  /** Null where there is no unit of this name. */
  named(name: string): Promise<{ unitId: string; name: string } | null>;
}

export function createUnitStore(db: Kysely<CollectorSchema>): UnitStore {
  return {
    async ensure(name, now) {
      await db
        .insertInto('unit')
        .values({ id: randomUUID(), name, created_at: now })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
      const { id } = await db.selectFrom('unit').select('id').where('name', '=', name).executeTakeFirstOrThrow();
      return { unitId: id, name };
    },
    async find(unitId) {
      const row = await db.selectFrom('unit').select('name').where('id', '=', unitId).executeTakeFirst();
      return row ? { unitId, name: row.name } : null;
    },
    async named(name) {
      const row = await db.selectFrom('unit').select('id').where('name', '=', name).executeTakeFirst();
      return row ? { unitId: row.id, name } : null;
    },
    async list(silentBefore, only) {
      const all = unitsWithRollUps(db, silentBefore);
      const rows = await (only === undefined ? all : all.where('unit.id', '=', only)).execute();
      return rows.map(({ unitId, name, endpoints, silent, ...openFindings }) =>
        unitContract.parse({ unitId, name, endpoints, silent, openFindings }),
      );
    },
  };
}

/** Reads the roll-ups of the endpoints, never their findings. */
export function unitsWithRollUps(db: Kysely<CollectorSchema>, silentBefore: number) {
  return db
    .selectFrom('unit')
    .leftJoin('endpoint', (join) =>
      join.onRef('endpoint.unit_id', '=', 'unit.id').on('endpoint.retired_at', 'is', null).on('endpoint.is_pending', '=', 0),
    )
    .select(({ fn }) => [
      'unit.id as unitId',
      'unit.name',
      fn.count<number>('endpoint.number').as('endpoints'),
      sql<number>`coalesce(sum(coalesce(endpoint.last_seen_at, endpoint.enrolled_at) < ${silentBefore}), 0)`.as('silent'),
      sql<number>`coalesce(sum(endpoint.open_info), 0)`.as('info'),
      sql<number>`coalesce(sum(endpoint.open_low), 0)`.as('low'),
      sql<number>`coalesce(sum(endpoint.open_medium), 0)`.as('medium'),
      sql<number>`coalesce(sum(endpoint.open_high), 0)`.as('high'),
      sql<number>`coalesce(sum(endpoint.open_critical), 0)`.as('critical'),
    ])
    .groupBy('unit.id')
    .orderBy('unit.name');
}
