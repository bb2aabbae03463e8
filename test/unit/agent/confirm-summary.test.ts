import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { confirmSummaries } from '../../../src/agent/upload/confirm-summary.ts';
import { openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { aFinding } from '../../fixtures/collector/summaries.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const clock = { now: () => Date.parse('2026-11-20T08:00:00Z') };
const named = (sequence: number): string => `00000000-0000-4000-8000-00000000000${sequence}`;

/** Summaries 1 to 7, of which the network has delivered `delivered`, each in its turn. */
function outboxOf(delivered: number) {
  const store = openAgentStore(join(tempFolder(), 'agent'));
  onTestFinished(() => store.close());
  for (let sequence = 1; sequence <= 7; sequence += 1) store.outbox.add(named(sequence), '2026-11-20T07:00:00Z', () => '{}');
  store.findings.save(aFinding('a'), true);
  while (store.findings.takeNews(10).length > 0);
  for (let sequence = 1; sequence <= delivered; sequence += 1) confirmSummaries(store, [named(sequence)], sequence - 1, clock);
  return store;
}

test.for([
  { name: 'a file that came before the network', delivered: 3, file: [4, 5, 6], before: 3, lost: false },
  { name: 'a file that the network has overtaken in part', delivered: 5, file: [4, 5, 6], before: 3, lost: false },
  {
    name: 'a file whose summaries the network delivered, all but the last',
    delivered: 6,
    file: [2, 3, 4, 5, 6, 7],
    before: 1,
    lost: false,
  },
  { name: 'the next summary at a collector that was put back', delivered: 5, file: [6], before: 2, lost: true },
  { name: 'a file at a collector that was put back', delivered: 3, file: [4, 5], before: 1, lost: true },
  { name: 'a file, overtaken, at a collector that was put back to before it', delivered: 5, file: [4, 5, 6], before: 1, lost: true },
  { name: 'a file of which a line was refused, overtaken: told once too often', delivered: 5, file: [3, 5, 6], before: 2, lost: true },
])('$name: lost data is told where there is some, and only there', ({ delivered, file, before, lost }) => {
  const store = outboxOf(delivered);
  expect(confirmSummaries(store, file.map(named), before, clock)).toBe(file.filter((sequence) => sequence > delivered).length);
  expect(store.results.takeEvents().map(({ code }) => code)).toEqual(lost ? ['collector-lost-data'] : []);
  expect(store.findings.takeNews(10)).toHaveLength(lost ? 1 : 0);
});
