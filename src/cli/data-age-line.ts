import type { SourceReading } from '../domain/advisories/advisory.ts';
import { ageOfData, dataOldAfterDays, decidingReadings, oldestReading } from '../domain/advisories/data-age.ts';
import type { SystemIdentity } from '../domain/inventory/inventory.ts';
import { vulnerabilityDataWords } from '../domain/words/vulnerability-data-words.ts';
import type { AdvisoryStore } from '../storage/advisories/advisory-store.ts';
import type { CliIo } from './cli-io.ts';

/** A verdict is as good as the oldest of its sources is new. `family` is that of the machine in question, null for all machines. */
export function dataAgeLine(
  { documents, catalogue }: AdvisoryStore,
  family: SystemIdentity['family'] | null,
  nowMs: number,
  { language }: CliIo,
): string {
  const words = vulnerabilityDataWords(language);
  const sources = decidingReadings(documents.readings(), family);
  const age = ageOfData({ readAt: oldestReading(sources, family), advisories: catalogue.counts().advisories }, nowMs);
  if (age.status === 'none') return `${words.none}. ${words.importWith(`wardwatch advisories import ${words.path}`)}`;
  const read = words.lastRead(age.readAt.slice(0, 10), words.daysAgo(age.days));
  const named = ({ format, readAt }: SourceReading): string => `${words.source[format]} ${readAt.slice(0, 10)}`;
  const line = sources.length > 1 ? `${read}; ${words.bySource(sources.map(named).join(', '))}` : read;
  const doubts = { current: null, old: words.old(dataOldAfterDays), ahead: words.ahead } as const;
  const doubt = doubts[age.status];
  return doubt === null ? line : `${line}. ${doubt}.`;
}
