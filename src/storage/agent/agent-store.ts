import { join } from 'node:path';
import { openSqlite } from '../open-sqlite.ts';
import { storeError } from '../store-error.ts';
import { isThere, refuseLostDatabase } from './agent-backup.ts';
import { type BaselineStore, createBaselineStore } from './baseline-store.ts';
import { type ChangeLog, createChangeLog } from './change-log-store.ts';
import type { FileLedger } from '../../domain/file-ledger.ts';
import { createFileLedger } from './file-ledger-store.ts';
import { type CheckedLog, checkFindingLog } from './check-finding-log.ts';
import { createFindingLog, type FindingLog } from './finding-log-store.ts';
import { createFindingStore, type FindingStore } from './finding-store.ts';
import { createFloodStore, type FloodStore } from './flood-store.ts';
import { agentMigrations } from './migrations.ts';
import { createOutboxStore, type OutboxStore } from './outbox-store.ts';
import { createResultStore, type ResultStore } from './result-store.ts';
import { type Trimmed, trimStore } from './trim-store.ts';
import { type LogCheck, verifyFindingLog } from './verify-finding-log.ts';

/** All that an endpoint knows, in one SQLite file. */
export interface AgentStore {
  readonly findings: FindingStore;
  readonly findingLog: FindingLog;
  /** Reads all of it. */
  verifyFindingLog(): LogCheck;
  /** With the caller's transaction: what is new, and a part of the rest at each call. */
  checkFindingLog(): CheckedLog;
  trim(maxBytes: number): Trimmed;
  readonly floods: FloodStore;
  readonly baselines: BaselineStore;
  readonly changes: ChangeLog;
  readonly ledger: FileLedger;
  readonly results: ResultStore;
  readonly outbox: OutboxStore;
  setting(key: string): string | null;
  setSetting(key: string, value: string): void;
  /** All or nothing, durable when it returns. Throws STORE_FULL or STORE_UNUSABLE with nothing half written. */
  transaction<Value>(work: () => Value): Value;
  close(): void;
}

export function openAgentStore(agentFolder: string): AgentStore {
  const file = join(agentFolder, 'agent.db');
  refuseLostDatabase(agentFolder, isThere);
  const db = openSqlite(file, agentMigrations);
  const read = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?');
  const write = db.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)');
  const ledger = createFileLedger(db);
  const findingLog = createFindingLog(db);
  return {
    findings: createFindingStore(db, findingLog),
    findingLog,
    verifyFindingLog: () => verifyFindingLog(db, findingLog),
    checkFindingLog: () => checkFindingLog(db, findingLog),
    trim: (maxBytes) => trimStore(db, findingLog, maxBytes),
    floods: createFloodStore(db),
    baselines: createBaselineStore(db, ledger),
    changes: createChangeLog(db),
    ledger,
    results: createResultStore(db),
    outbox: createOutboxStore(db),
    setting: (key) => read.get(key)?.value ?? null,
    setSetting: (key, value) => void write.run(key, value),
    transaction(work) {
      try {
        return db.transaction(work).immediate();
      } catch (thrown) {
        throw storeError(thrown, file);
      }
    },
    close: () => void db.close(),
  };
}
