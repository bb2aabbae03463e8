import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { createHost } from '../../../src/platform/create-host.ts';
import { compareTree } from '../../../src/scanners/file-integrity/compare-tree.ts';
import { createFileLedger } from '../../../src/storage/agent/file-ledger-store.ts';
import { agentMigrations } from '../../../src/storage/agent/migrations.ts';
import { openSqlite } from '../../../src/storage/open-sqlite.ts';

// A process of its own, since only that can give its rights up and take them back: reads a folder three times as nobody, and prints
// what was told and what was said to be unread.
const [, , folder = ''] = process.argv;
const nobody = 65_534;
const db = openSqlite(':memory:', agentMigrations);
db.prepare("INSERT INTO baseline (scanner_id, made_at) VALUES ('file-integrity', 'now')").run();
const ledger = createFileLedger(db);

const below = (path: string): string => path.slice(folder.length);

async function readAsNobody(knownRoots: readonly string[]): Promise<object> {
  process.seteuid?.(nobody);
  const walker = createHost().openWalker({ leaveOut: [], onlyCodeIn: [], onlyPagesIn: [] }, new AbortController().signal);
  const question = { walker, ledger, roots: [folder], knownRoots, isLeftOut: () => false, techniqueOf: () => undefined };
  const { changes, unreadable } = await compareTree({ ...question, nowMs: Date.now(), isRehashDue: () => false });
  await walker.close();
  process.seteuid?.(0);
  return {
    changes: changes.map(({ change, key }) => `${change} ${below(key)}`),
    unreadable: unreadable.map(({ subject, reason }) => `${below(subject)} ${reason}`).toSorted(),
  };
}

const first = await readAsNobody([]);
chmodSync(join(folder, 'closed'), 0o755);
const opened = await readAsNobody([folder]);
chmodSync(join(folder, 'open'), 0o700);
process.stdout.write(JSON.stringify([first, opened, await readAsNobody([folder])]));
