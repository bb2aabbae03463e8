import { type ImportOptions, importAdvisories } from '../../src/advisories/import-advisories.ts';
import { createMemoryAdvisorySink, type MemoryAdvisorySink } from './memory-advisory-sink.ts';

const clock = { now: () => Date.UTC(2026, 0, 31) };

/** Imports into a sink of the test's own. */
export async function imported(
  sources: readonly string[],
  options: Partial<ImportOptions> = {},
  sink: MemoryAdvisorySink = createMemoryAdvisorySink(),
) {
  const result = await importAdvisories(sources, { signal: new AbortController().signal, clock, ...options, sink });
  const ids = sink.records().flatMap((record) => (record.kind === 'advisory' ? [record.advisory.id] : []));
  return { ...result, ids, sink };
}
