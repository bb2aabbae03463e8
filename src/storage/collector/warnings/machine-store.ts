import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { need, type WarnedMachine, warnedMachine } from '../../../contracts/warnings.ts';
import { exposureStatuses } from '../../../domain/advisories/exposure.ts';
import { type MachineState, stateOfMachine } from '../../../domain/warnings/figures.ts';
import { readCursor } from '../cursor.ts';
import { cutPage, type Page, type PageRequest } from '../page.ts';
import type { CollectorSchema } from '../schema.ts';
import type { SilentBefore } from './count-machines.ts';
import { machineRows, type MachineRow } from './machine-rows.ts';

export interface MachinePageRequest extends PageRequest {
  readonly warning: number;
  readonly state?: MachineState | undefined;
  readonly unitId?: string | undefined;
  readonly silentBefore: SilentBefore;
}

export interface WarnedMachineStore {
  /** Endpoints in the order of enrolment, then imported machines in that of their import. */
  page(request: MachinePageRequest): Promise<Page<WarnedMachine>>;
}

/** Numbers of imported machines stand behind those of all endpoints in a cursor. */
const importedFrom = 2 ** 40;

export function createWarnedMachineStore(db: Kysely<CollectorSchema>): WarnedMachineStore {
  return {
    async page(request) {
      const { cursor, limit } = request;
      const after = cursor === undefined ? 0 : readCursor('machine', cursor);
      const wanted = limit + 1;
      const endpoints = after >= importedFrom ? [] : await rowsOf(db, request, 'endpoint', after, wanted);
      const missing = wanted - endpoints.length;
      const imported = missing > 0 ? await rowsOf(db, request, 'imported', Math.max(0, after - importedFrom), missing) : [];
      const rows = [...endpoints, ...imported.map((row) => ({ ...row, number: row.number + importedFrom }))];
      const { items, nextCursor } = cutPage(
        'machine',
        rows.map((row) => ({ ...row, bytes: row.needs?.length ?? 0 })),
        limit,
      );
      return { items: items.map(machineOf), nextCursor };
    },
  };
}

async function rowsOf(
  db: Kysely<CollectorSchema>,
  request: MachinePageRequest,
  kind: 'endpoint' | 'imported',
  after: number,
  limit: number,
): Promise<readonly MachineRow[]> {
  const inUnit = request.unitId === undefined ? sql`1 = 1` : sql`machine.unit_id = ${request.unitId}`;
  const { rows } = await sql<MachineRow>`
    SELECT machine.*, unit.name AS "unitName", exposure.status, exposure.reason, exposure.needs, ${wasConcerned(request.warning)} AS "wasConcerned"
    FROM (${machineRows[kind](request.silentBefore)}) AS machine
    JOIN unit ON unit.id = machine.unit_id
    LEFT JOIN warning_exposure AS exposure ON exposure.warning = ${request.warning} AND exposure.digest = machine.digest
    WHERE machine.number > ${after} AND ${inUnit} AND ${isInState(request)}
    ORDER BY machine.number
    LIMIT ${limit}
  `.execute(db);
  return rows;
}

const wasConcerned = (warning: number) => sql<number>`EXISTS (
  SELECT 1 FROM warning_concern AS concern
  JOIN warning_exposure AS before ON before.warning = concern.warning AND before.digest = concern.digest
  WHERE concern.warning = ${warning} AND concern.machine_id = machine.machine_id AND before.status IN ('affected', 'end-of-life', 'fixed')
)`;

/** What `stateOfMachine` decides, as a condition; a test holds both against each other. */
function isInState({ warning, state }: MachinePageRequest) {
  const heard = sql`machine.is_silent = 0`;
  switch (state) {
    case undefined:
      return sql`1 = 1`;
    case 'silent':
      return sql`machine.is_silent = 1`;
    case 'missing':
      return sql`${heard} AND exposure.status = 'affected'`;
    case 'end-of-life':
      return sql`${heard} AND exposure.status = 'end-of-life'`;
    case 'unknown':
      return sql`${heard} AND (exposure.status IS NULL OR exposure.status = 'unknown')`;
    case 'remediated':
      return sql`${heard} AND (exposure.status = 'fixed' OR (exposure.status = 'not-affected' AND ${wasConcerned(warning)}))`;
    case 'not-affected':
      return sql`${heard} AND exposure.status = 'not-affected' AND NOT ${wasConcerned(warning)}`;
  }
}

const needs = z.array(need);

function machineOf(row: MachineRow): WarnedMachine {
  const status = exposureStatuses.find((known) => known === row.status) ?? null;
  const isSilent = row.is_silent === 1;
  return warnedMachine.parse({
    machineId: row.machine_id,
    hostname: row.hostname,
    unitId: row.unit_id,
    unitName: row.unitName,
    state: stateOfMachine({ isSilent, status, wasConcerned: row.wasConcerned === 1 }),
    lastStatus: status,
    reason: status === null ? 'inventory-missing' : row.reason,
    needs: row.needs === null ? [] : needs.parse(JSON.parse(row.needs)),
    heardAt: row.heard_at === null ? null : new Date(row.heard_at).toISOString(),
    isImported: row.is_imported === 1,
    source: row.source,
  });
}
