import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHost } from '../../src/platform/create-host.ts';
import { compareTree } from '../../src/scanners/file-integrity/compare-tree.ts';
import { openAgentStore } from '../../src/storage/agent/agent-store.ts';

// One scan of a tree by the integrity engine, as a process of its own: `scan-tree.js DATA-FOLDER ROOT first|again|rehash`. Prints what it
// found and what it took, as one line of JSON.
const [, , dataFolder = '', root = '', pass = 'first'] = process.argv;
const walker = createHost().openWalker({ leaveOut: [], onlyCodeIn: [], onlyPagesIn: [] }, new AbortController().signal);
const store = openAgentStore(join(dataFolder, 'agent'));
store.ledger.isMade();
const { changes, unreadable } = await compareTree({
  walker,
  ledger: store.ledger,
  roots: [root],
  knownRoots: pass === 'first' ? [] : [root],
  isLeftOut: () => false,
  techniqueOf: () => undefined,
  nowMs: Date.now(),
  isRehashDue: () => pass === 'rehash',
});
await walker.close();
if (pass === 'first') store.transaction(() => store.baselines.make('file-integrity', [], new Date().toISOString()));
store.close();
// Not resourceUsage(): that figure is inherited from whoever started the process.
const peakMb = Math.round(Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024);
process.stdout.write(`${JSON.stringify({ changes: changes.length, unreadable: unreadable.length, maxRssMb: peakMb })}\n`);
