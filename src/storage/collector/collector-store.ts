import { openSqlite, type Sqlite } from '../open-sqlite.ts';
import { type AccessStores, createAccessStores } from './access/access-stores.ts';
import { createEndpointLifeStore, type EndpointLifeStore } from './endpoint-life-store.ts';
import { createEndpointStore, type EndpointStore } from './endpoint-store.ts';
import { createEnrolmentStore, type EnrolmentStore } from './enrolment-store.ts';
import { createFindingStore, type FindingStore } from './finding-store.ts';
import { createInventoryStore, type InventoryStore } from './inventory-store.ts';
import { kyselyOnSqlite } from './kysely-on-sqlite.ts';
import { collectorMigrations } from './migrations.ts';
import { createPolicyStore, type PolicyStore } from './policy-store.ts';
import { createRetentionStore, type RetentionStore } from './retention/retention.ts';
import type { CollectorSchema } from './schema.ts';
import { createSectionStore, type SectionStore } from './section-store.ts';
import { createSettingStore, type SettingStore } from './setting-store.ts';
import { createSummaryIngest, type IngestSummary } from './summary-ingest.ts';
import { createSummaryStore, type SummaryStore } from './summary-store.ts';
import { createUnitStore, type UnitStore } from './unit-store.ts';
import { createWarningStores, type WarningStores } from './warnings/warning-stores.ts';

/** All that the collector keeps. Several processes may hold one open at a time. */
export interface CollectorStore {
  readonly access: AccessStores;
  readonly endpoints: EndpointStore;
  readonly endpointLife: EndpointLifeStore;
  readonly enrolments: EnrolmentStore;
  readonly findings: FindingStore;
  readonly ingest: IngestSummary;
  readonly inventories: InventoryStore;
  readonly policies: PolicyStore;
  readonly retention: RetentionStore;
  readonly sections: SectionStore;
  readonly settings: SettingStore;
  readonly summaries: SummaryStore;
  readonly units: UnitStore;
  readonly warnings: WarningStores;
  close(): Promise<void>;
}

/** Throws STORE_NEWER or STORE_UNUSABLE. */
export function openCollectorStore(file: string): CollectorStore {
  return createCollectorStore(openSqlite(file, collectorMigrations, { givesPagesBack: true }));
}

export function createCollectorStore(sqlite: Sqlite): CollectorStore {
  // KiB. Warnings look up every endpoint by its id, in no order: a province's tables should not be read again each time.
  sqlite.pragma('cache_size = -32000');
  const db = kyselyOnSqlite<CollectorSchema>(sqlite);
  return {
    access: createAccessStores(db),
    endpoints: createEndpointStore(db),
    endpointLife: createEndpointLifeStore(db),
    enrolments: createEnrolmentStore(db),
    findings: createFindingStore(db),
    ingest: createSummaryIngest(db),
    inventories: createInventoryStore(db),
    policies: createPolicyStore(db),
    retention: createRetentionStore(db, (pages) => void sqlite.exec(`PRAGMA incremental_vacuum(${pages})`)),
    sections: createSectionStore(db),
    settings: createSettingStore(db),
    summaries: createSummaryStore(db),
    units: createUnitStore(db),
    warnings: createWarningStores(db),
    async close() {
      await db.destroy();
      sqlite.close();
    },
  };
}
