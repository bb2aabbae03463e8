import { type Kysely, sql } from 'kysely';
import { type ImportedMachine, importedMachine } from '../../../contracts/imported-machines.ts';
import { inventoryFrame } from '../../../contracts/inventory.ts';
import { readCursor } from '../cursor.ts';
import { cutPage, type Page, type PageRequest } from '../page.ts';
import type { CollectorSchema } from '../schema.ts';

export interface ImportedMachineRequest extends PageRequest {
  readonly unitId?: string | undefined;
  readonly hostnameKey?: string;
}

/** The one that came last stands first; one that was imported again keeps its place. */
export async function importedMachines(
  db: Kysely<CollectorSchema>,
  { unitId, hostnameKey, cursor, limit }: ImportedMachineRequest,
): Promise<Page<ImportedMachine>> {
  let query = db
    .selectFrom('imported_machine as machine')
    .innerJoin('unit', 'unit.id', 'machine.unit_id')
    .leftJoin('inventory', 'inventory.digest', 'machine.digest')
    .select([
      'machine.number',
      'machine.id',
      'machine.hostname',
      'machine.unit_id',
      'machine.imported_at',
      'machine.imported_by',
      'machine.source',
      'unit.name as unitName',
      'inventory.frame',
      sql<number>`EXISTS (SELECT 1 FROM endpoint WHERE endpoint.unit_id = machine.unit_id AND endpoint.retired_at IS NULL AND endpoint.is_pending = 0 AND lower(endpoint.hostname) = machine.hostname_key)`.as(
        'hasAgent',
      ),
    ])
    .orderBy('machine.number', 'desc')
    .limit(limit + 1);
  if (unitId !== undefined) query = query.where('machine.unit_id', '=', unitId);
  if (hostnameKey !== undefined) query = query.where('machine.hostname_key', '=', hostnameKey);
  if (cursor !== undefined) query = query.where('machine.number', '<', readCursor('imported', cursor));
  const rows = await query.execute();
  const { items, nextCursor } = cutPage(
    'imported',
    rows.map((row) => ({ ...row, bytes: row.frame?.length ?? 0 })),
    limit,
  );
  return { items: items.map((row) => machineOf(row)), nextCursor };
}

interface Row {
  readonly id: string;
  readonly hostname: string;
  readonly unit_id: string;
  readonly unitName: string;
  readonly imported_at: number;
  readonly imported_by: string;
  readonly source: string;
  readonly frame: string | null;
  readonly hasAgent: number;
}

function machineOf(row: Row): ImportedMachine {
  const frame = row.frame === null ? null : inventoryFrame.parse(JSON.parse(row.frame));
  return importedMachine.parse({
    machineId: row.id,
    hostname: row.hostname,
    unitId: row.unit_id,
    unitName: row.unitName,
    system: frame?.system ?? null,
    updates: frame?.updates?.length ?? null,
    areUpdatesComplete: frame !== null && frame.updates !== null && !frame.areUpdatesPartial,
    importedAt: new Date(row.imported_at).toISOString(),
    importedBy: row.imported_by,
    source: row.source,
    hasAgent: row.hasAgent === 1,
  });
}
