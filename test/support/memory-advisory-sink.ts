import type { AdvisoryRecord, DocumentOrigin } from '../../src/domain/advisories/advisory.ts';
import type { AdvisorySink } from '../../src/domain/advisories/advisory-sink.ts';

export interface MemoryAdvisorySink extends AdvisorySink {
  /** Everything that stands, in order of source and document. */
  records(): AdvisoryRecord[];
  /** Sources that were told to be as they were. */
  readonly seenAgain: readonly string[];
  readonly reasons: ReadonlyMap<string, string>;
  readonly origins: ReadonlyMap<string, DocumentOrigin>;
}

/** Keeps the contract of a sink in memory: whole documents, by source. */
export function createMemoryAdvisorySink(): MemoryAdvisorySink {
  const digests = new Map<string, string>();
  const kept = new Map<string, AdvisoryRecord[]>();
  const reasons = new Map<string, string>();
  const seenAgain: string[] = [];
  const origins = new Map<string, DocumentOrigin>();
  return {
    knows: (source, digest) => digests.get(source) === digest,
    put(origin, records) {
      if (digests.get(origin.source) === origin.digest) return 'unchanged';
      kept.set(origin.source, [...records]);
      digests.set(origin.source, origin.digest);
      origins.set(origin.source, origin);
      reasons.delete(origin.source);
      return 'imported';
    },
    sawAgain: (source) => void seenAgain.push(source),
    quarantine({ source }, reason) {
      reasons.set(source, reason);
    },
    records: () => [...kept.values()].flat(),
    reasons,
    origins,
    seenAgain,
  };
}
