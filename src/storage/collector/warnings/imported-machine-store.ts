import { createHash, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Kysely } from 'kysely';
import type { ImportedMachine as ImportedMachineRow } from '../../../contracts/imported-machines.ts';
import type { Page } from '../page.ts';
import type { CollectorSchema } from '../schema.ts';
import { type ImportedMachineRequest, importedMachines } from './imported-machine-rows.ts';

/** A machine without an agent, known by an inventory that a person brought. */
export interface ImportedMachine {
  readonly unitId: string;
  readonly hostname: string;
  /** JSON text of an Inventory; kept once for all machines that share it. */
  readonly inventory: string;
  readonly source: string;
  readonly importedBy: string;
}

export interface ImportedMachineStore {
  /** A machine of this unit and name takes the new inventory; all or none. Returns how many were new. */
  save(machines: readonly ImportedMachine[], now: number): Promise<{ readonly added: number; readonly renewed: number }>;
  count(): Promise<number>;
  /** Of this unit and name, however that is spelt. */
  find(unitId: string, hostname: string): Promise<ImportedMachineRow | null>;
  /** The one that came last stands first. */
  page(request: ImportedMachineRequest): Promise<Page<ImportedMachineRow>>;
}

const compress = promisify<string, Buffer>(gzip);

export function createImportedMachineStore(db: Kysely<CollectorSchema>): ImportedMachineStore {
  return {
    async save(machines, now) {
      const rows = await Promise.all(machines.map((machine) => prepared(machine)));
      return db.transaction().execute(async (transaction) => {
        let added = 0;
        for (const row of rows) added += Number(await saveOne(transaction, row, now));
        return { added, renewed: rows.length - added };
      });
    },
    async count() {
      const row = await db
        .selectFrom('imported_machine')
        .select(({ fn }) => fn.countAll<number>().as('machines'))
        .executeTakeFirstOrThrow();
      return row.machines;
    },
    find: async (unitId, hostname) =>
      (await importedMachines(db, { unitId, hostnameKey: hostnameKey(hostname), limit: 1 })).items[0] ?? null,
    page: (request) => importedMachines(db, request),
  };
}

interface Prepared extends ImportedMachine {
  readonly digest: string;
  readonly gzip: Uint8Array;
}

async function prepared(machine: ImportedMachine): Promise<Prepared> {
  return { ...machine, digest: createHash('sha256').update(machine.inventory).digest('hex'), gzip: await compress(machine.inventory) };
}

/** True where the machine is new. */
async function saveOne(
  db: Kysely<CollectorSchema>,
  { unitId, hostname, digest, gzip: body, source, importedBy }: Prepared,
  now: number,
): Promise<boolean> {
  await db
    .insertInto('section')
    .values({ digest, stored_at: now, gzip: body })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute();
  const key = hostnameKey(hostname);
  const known = await db
    .selectFrom('imported_machine')
    .select(['id', 'digest'])
    .where('unit_id', '=', unitId)
    .where('hostname_key', '=', key)
    .executeTakeFirst();
  const values = { hostname, digest, imported_at: now, imported_by: importedBy, source };
  if (!known) {
    await db
      .insertInto('imported_machine')
      .values({ id: randomUUID(), unit_id: unitId, hostname_key: key, ...values })
      .execute();
    return true;
  }
  if (known.digest !== digest)
    await db
      .insertInto('inventory_change')
      .values({ machine_id: known.id, digest: known.digest, changed_at: now })
      .onConflict((conflict) => conflict.columns(['machine_id', 'digest']).doUpdateSet({ changed_at: now }))
      .execute();
  await db.updateTable('imported_machine').set(values).where('id', '=', known.id).execute();
  return false;
}

/** ASCII letters only, as the database's `lower` does. */
const hostnameKey = (hostname: string): string => hostname.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
