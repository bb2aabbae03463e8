import type { Migrations } from '../open-sqlite.ts';
import { createCollectorTables } from './migrations/0001-create-collector-tables.ts';
import { addFindingHistory } from './migrations/0002-add-finding-history.ts';
import { addInventories } from './migrations/0003-add-inventories.ts';
import { createWarnings } from './migrations/0004-warnings.ts';
import { addWarningStandings } from './migrations/0005-warning-standings.ts';
import { createPeople } from './migrations/0006-people.ts';
import { createAudit } from './migrations/0007-audit.ts';
import { addEndpointLife } from './migrations/0008-endpoint-life.ts';
import { addFindingLogs } from './migrations/0009-finding-logs.ts';
import { addPolicies } from './migrations/0010-policies.ts';
import { addTrust } from './migrations/0011-trust.ts';
import { addPasskeys } from './migrations/0012-passkeys.ts';

/** Append only. */
export const collectorMigrations: Migrations = [
  createCollectorTables,
  addFindingHistory,
  addInventories,
  createWarnings,
  addWarningStandings,
  createPeople,
  createAudit,
  addEndpointLife,
  addFindingLogs,
  addPolicies,
  addTrust,
  addPasskeys,
];
