import { readFileSync } from 'node:fs';
import { inventory } from '../../src/contracts/inventory.ts';
import { matchTargetOf } from '../../src/inventory/match-target.ts';
import { openAdvisoryStore } from '../../src/storage/advisories/advisory-store.ts';
import { markMemory, peakMb } from './memory-mark.ts';

// One inventory against a filled store, as a process of its own: `match-inventory.js DATA-FOLDER INVENTORY-FILE`. Prints what it found and
// what that took from the first statement on, as one line of JSON; what Node and the modules themselves take is the floor.
const [, , dataFolder = '', inventoryFile = ''] = process.argv;
const installed = inventory.parse(JSON.parse(readFileSync(inventoryFile, 'utf8')));
const floorMb = markMemory();
const startedMs = performance.now();
const store = openAdvisoryStore(dataFolder);
const openedMs = performance.now();
const target = matchTargetOf(installed, store.facts.atOnce(), '2026-11-24');
const readyMs = performance.now();
const exposures = store.matcher.exposuresOf(target);
const endedMs = performance.now();
const mostMb = peakMb();
const againMs = performance.now();
store.matcher.exposuresOf(target);
const againEndedMs = performance.now();
store.close();
const found = {
  affected: exposures.filter(({ status }) => status === 'affected').length,
  openMs: openedMs - startedMs,
  targetMs: readyMs - openedMs,
  matchMs: endedMs - readyMs,
  againMs: againEndedMs - againMs,
  floorMb,
  aboveMb: mostMb - floorMb,
};
process.stdout.write(`${JSON.stringify(found)}\n`);
