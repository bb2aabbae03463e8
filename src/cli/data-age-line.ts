import { ageOfData, dataOldAfterDays } from '../domain/advisories/data-age.ts';
import { vulnerabilityDataWords } from '../domain/words/vulnerability-data-words.ts';
import type { AdvisoryStore } from '../storage/advisories/advisory-store.ts';
import type { CliIo } from './cli-io.ts';

/** A verdict is as good as the documents are new. */
export function dataAgeLine({ documents, catalogue }: AdvisoryStore, nowMs: number, { language }: CliIo): string {
  const words = vulnerabilityDataWords(language);
  const age = ageOfData({ readAt: documents.newestReadAt(), advisories: catalogue.counts().advisories }, nowMs);
  if (age.status === 'none') return `${words.none}. ${words.importWith(`wardwatch advisories import ${words.path}`)}`;
  const line = words.lastRead(age.readAt.slice(0, 10), words.daysAgo(age.days));
  const doubts = { current: null, old: words.old(dataOldAfterDays), ahead: words.ahead } as const;
  const doubt = doubts[age.status];
  return doubt === null ? line : `${line}. ${doubt}.`;
}
