import { systemClock } from '../../src/base/clock.ts';
import { createFileLedger } from '../../src/storage/agent/file-ledger-store.ts';
import { agentMigrations } from '../../src/storage/agent/migrations.ts';
import { openSqlite } from '../../src/storage/open-sqlite.ts';
import type { Host } from '../../src/platform/host.ts';
import type { ScanContext } from '../../src/scanners/scanner.ts';

/** What a scanner gets at its first reading of a machine, but for what the test sets. */
export const scanContext = (host: Host, over: Partial<ScanContext> = {}): ScanContext => ({
  host,
  clock: systemClock,
  signal: new AbortController().signal,
  remembered: null,
  removableMedia: 'allowed',
  importedSupport: () => null,
  extraFiles: [],
  rehashDays: 7,
  ledger: createFileLedger(openSqlite(':memory:', agentMigrations)),
  ...over,
});
