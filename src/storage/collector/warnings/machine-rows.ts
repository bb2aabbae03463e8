import { sql } from 'kysely';
import { hasNoEndpoint, type SilentBefore } from './count-machines.ts';
import { inventorySection } from './inventory-changes.ts';

export interface MachineRow {
  readonly number: number;
  readonly machine_id: string;
  readonly unit_id: string;
  readonly hostname: string;
  readonly digest: string | null;
  readonly heard_at: number | null;
  readonly is_silent: number;
  readonly is_imported: number;
  readonly source: string | null;
  readonly unitName: string;
  readonly status: string | null;
  readonly reason: string | null;
  readonly needs: string | null;
  readonly wasConcerned: number;
}

/** Machines one by one, the same ones that are counted. */
export const machineRows = {
  endpoint: (silentBefore: SilentBefore) => sql`
    SELECT endpoint.number, endpoint.id AS machine_id, endpoint.unit_id, endpoint.hostname, section.digest, endpoint.last_seen_at AS heard_at,
      CASE WHEN coalesce(endpoint.last_seen_at, endpoint.enrolled_at) < ${silentBefore.endpoints} THEN 1 ELSE 0 END AS is_silent,
      0 AS is_imported, NULL AS source
    FROM endpoint
    LEFT JOIN endpoint_section AS section ON section.endpoint_id = endpoint.id AND section.name = ${inventorySection}
    WHERE endpoint.retired_at IS NULL AND endpoint.is_pending = 0
  `,
  imported: (silentBefore: SilentBefore) => sql`
    SELECT imported.number, imported.id AS machine_id, imported.unit_id, imported.hostname, imported.digest, imported.imported_at AS heard_at,
      CASE WHEN imported.imported_at < ${silentBefore.imported} THEN 1 ELSE 0 END AS is_silent, 1 AS is_imported, imported.source
    FROM imported_machine AS imported
    WHERE ${hasNoEndpoint}
  `,
} as const;
