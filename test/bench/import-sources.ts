import { importAdvisories } from '../../src/advisories/import-advisories.ts';
import { openAdvisoryStore } from '../../src/storage/advisories/advisory-store.ts';
import { markMemory, peakMb } from './memory-mark.ts';

// Documents into a real store, as a process of its own: `import-sources.js DATA-FOLDER SOURCE`. Prints what it read and what that took,
// as one line of JSON.
const [, , dataFolder = '', source = ''] = process.argv;
const floorMb = markMemory();
const startedMs = performance.now();
const store = openAdvisoryStore(dataFolder);
const { imported, quarantined, unreadable } = await importAdvisories([source], {
  sink: store.documents,
  signal: new AbortController().signal,
  clock: { now: () => Date.now() },
});
store.close();
const seconds = (performance.now() - startedMs) / 1000;
process.stdout.write(
  `${JSON.stringify({ imported, refused: quarantined.length + unreadable.length, seconds, peakMb: peakMb(), floorMb })}\n`,
);
