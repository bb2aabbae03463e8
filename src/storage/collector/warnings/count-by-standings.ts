import { type Kysely, sql } from 'kysely';
import type { StandingMachines } from '../../../domain/warnings/cve-standings.ts';
import type { CollectorSchema } from '../schema.ts';
import { machines, type SilentBefore } from './count-machines.ts';

/** Machines by how their inventory stands with the CVEs of a warning; grouped by inventory first, as most share one. */
export async function countByStandings(
  db: Kysely<CollectorSchema>,
  warning: number,
  silentBefore: SilentBefore,
  unitId?: string,
): Promise<readonly StandingMachines[]> {
  const inUnit = unitId === undefined ? sql`1 = 1` : sql`machine.unit_id = ${unitId}`;
  const { rows } = await sql<{ standings: string | null; isSilent: number; machines: number }>`
    WITH crowd AS MATERIALIZED (
      SELECT digest, is_silent, count(*) AS machines FROM (${machines(silentBefore)}) AS machine
      WHERE ${inUnit} GROUP BY digest, is_silent
    )
    SELECT exposure.standings, crowd.is_silent AS "isSilent", sum(crowd.machines) AS machines
    FROM crowd
    LEFT JOIN warning_exposure AS exposure ON exposure.warning = ${warning} AND exposure.digest = crowd.digest
    GROUP BY exposure.standings, crowd.is_silent
  `.execute(db);
  return rows.map(({ isSilent, ...row }) => ({ ...row, isSilent: isSilent === 1 }));
}
