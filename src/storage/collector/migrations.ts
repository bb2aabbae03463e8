import type { Migrations } from '../open-sqlite.ts';
import { createCollectorTables } from './migrations/0001-create-collector-tables.ts';
import { addFindingHistory } from './migrations/0002-add-finding-history.ts';
import { addInventories } from './migrations/0003-add-inventories.ts';
import { addPolicies } from './migrations/0010-policies.ts';
import { createWarnings } from './migrations/0004-warnings.ts';

/** Append only. */
export const collectorMigrations: Migrations = [createCollectorTables, addFindingHistory, addInventories, createWarnings, addPolicies];
