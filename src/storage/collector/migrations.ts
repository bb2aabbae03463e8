import type { Migrations } from '../open-sqlite.ts';
import { createCollectorTables } from './migrations/0001-create-collector-tables.ts';

/** Append only. */
export const collectorMigrations: Migrations = [createCollectorTables];
