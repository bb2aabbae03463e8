import { type Kysely, sql } from 'kysely';
import type { CollectorSchema } from '../schema.ts';
import { inventorySection } from './inventory-changes.ts';

/** Milliseconds by the collector's clock: what was last heard of before it is silent. */
export interface SilentBefore {
  readonly endpoints: number;
  /** Of machines that were imported: what they are now, nobody knows after a while either. */
  readonly imported: number;
}

/** Statistics are not kept, so we say which index is the narrower: that of names, not that of units. */
export const hasNoEndpoint = sql`NOT EXISTS (
    SELECT 1 FROM endpoint WHERE lower(endpoint.hostname) = lower(imported.hostname) AND endpoint.unit_id || '' = imported.unit_id
      AND endpoint.retired_at IS NULL AND endpoint.is_pending = 0
  )`;

/**
 * Every machine once: endpoints, and imported machines unless an endpoint of their unit has their name. The columns are
 * `unit_id`, `machine_id`, `digest` (null where there is none yet), `is_silent`, `is_imported`.
 */
export const machines = (silentBefore: SilentBefore) => sql`
  SELECT endpoint.unit_id, endpoint.id AS machine_id, section.digest,
    CASE WHEN coalesce(endpoint.last_seen_at, endpoint.enrolled_at) < ${silentBefore.endpoints} THEN 1 ELSE 0 END AS is_silent, 0 AS is_imported
  FROM endpoint
  LEFT JOIN endpoint_section AS section ON section.endpoint_id = endpoint.id AND section.name = ${inventorySection}
  WHERE endpoint.retired_at IS NULL AND endpoint.is_pending = 0
  UNION ALL
  SELECT imported.unit_id, imported.id, imported.digest, CASE WHEN imported.imported_at < ${silentBefore.imported} THEN 1 ELSE 0 END, 1
  FROM imported_machine AS imported
  WHERE ${hasNoEndpoint}
`;

export interface CountedMachines {
  readonly warning: number;
  readonly unitId: string;
  readonly isSilent: number;
  readonly isImported: number;
  /** Null where the inventory was not judged. */
  readonly status: string | null;
  /** 1 where the machines were concerned once and are no more. */
  readonly wasConcerned: number;
  readonly machines: number;
}

/** One pass over the machines, whatever the number of warnings: they are grouped by unit and inventory first. */
export async function countMachines(
  db: Kysely<CollectorSchema>,
  warnings: readonly number[],
  silentBefore: SilentBefore,
): Promise<readonly CountedMachines[]> {
  if (warnings.length === 0) return [];
  const { rows } = await sql<CountedMachines>`
    WITH crowd AS MATERIALIZED (
      SELECT unit_id, digest, is_silent, is_imported, count(*) AS machines FROM (${machines(silentBefore)}) AS machine
      GROUP BY unit_id, digest, is_silent, is_imported
    )
    SELECT warning.number AS warning, crowd.unit_id AS "unitId", crowd.is_silent AS "isSilent", crowd.is_imported AS "isImported",
      exposure.status, 0 AS "wasConcerned", sum(crowd.machines) AS machines
    FROM warning
    CROSS JOIN crowd
    LEFT JOIN warning_exposure AS exposure ON exposure.warning = warning.number AND exposure.digest = crowd.digest
    WHERE warning.number IN (${sql.join(warnings)})
    GROUP BY warning.number, crowd.unit_id, crowd.is_silent, crowd.is_imported, exposure.status
  `.execute(db);
  return [...rows, ...(await noLongerConcerned(db, warnings, silentBefore))];
}

/** The few machines that took what was vulnerable away; they are among the unaffected ones of the count above, too. */
async function noLongerConcerned(
  db: Kysely<CollectorSchema>,
  warnings: readonly number[],
  silentBefore: SilentBefore,
): Promise<readonly CountedMachines[]> {
  const any = await db.selectFrom('warning_concern').select('warning').where('warning', 'in', warnings).limit(1).executeTakeFirst();
  if (!any) return [];
  const { rows } = await sql<CountedMachines>`
    SELECT concern.warning, machine.unit_id AS "unitId", machine.is_silent AS "isSilent", machine.is_imported AS "isImported",
      present.status, 1 AS "wasConcerned", count(*) AS machines
    FROM warning_concern AS concern
    JOIN warning_exposure AS before ON before.warning = concern.warning AND before.digest = concern.digest
    JOIN (${machines(silentBefore)}) AS machine ON machine.machine_id = concern.machine_id
    JOIN warning_exposure AS present ON present.warning = concern.warning AND present.digest = machine.digest
    WHERE concern.warning IN (${sql.join(warnings)}) AND machine.is_silent = 0
      AND before.status IN ('affected', 'end-of-life', 'fixed') AND present.status = 'not-affected'
    GROUP BY concern.warning, machine.unit_id, machine.is_silent, machine.is_imported, present.status
  `.execute(db);
  return rows;
}
