import { AppError } from '../../base/app-error.ts';
import { systemClock } from '../../base/clock.ts';
import { collectorFiles } from '../../collector/collector-address.ts';
import { silentBefore } from '../../collector/warnings/silence.ts';
import { dayInVietnam } from '../../domain/warnings/calendar-date.ts';
import type { SilentBefore } from '../../storage/collector/warnings/count-machines.ts';
import { type AdvisoryStore, openAdvisoryStore } from '../../storage/advisories/advisory-store.ts';
import { openCollectorStore } from '../../storage/collector/collector-store.ts';
import type { StoredWarning } from '../../storage/collector/warnings/warning-store.ts';
import type { WarningStores } from '../../storage/collector/warnings/warning-stores.ts';
import type { CliIo } from '../cli-io.ts';
import { findInstallation } from '../installation.ts';

export interface OpenWarnings {
  readonly warnings: WarningStores;
  /** What the figures rest on. */
  readonly advisories: AdvisoryStore;
  readonly now: number;
  readonly silentBefore: SilentBefore;
  /** Counts machines as they are now; what was not held against a warning yet is unknown. */
  count(): Promise<void>;
}

/** Works on the collector's folder, whether it runs or not. */
export async function withWarnings<Result>(
  dataDir: string | undefined,
  io: CliIo,
  work: (open: OpenWarnings) => Promise<Result>,
): Promise<Result> {
  const { dataFolder, configuration } = findInstallation(io.env, dataDir);
  const store = openCollectorStore(collectorFiles(dataFolder).database);
  let advisories: AdvisoryStore | null = null;
  try {
    advisories = openAdvisoryStore(dataFolder);
    const { warnings } = store;
    const now = systemClock.now();
    const silent = silentBefore(now, configuration.collector.silent_after_minutes);
    const count = async (): Promise<void> => {
      await warnings.judgements.settleChanges(now);
      await warnings.figures.recount({ silentBefore: silent, day: dayInVietnam(now), now });
    };
    return await work({ warnings, advisories, now, silentBefore: silent, count });
  } finally {
    advisories?.close();
    await store.close();
  }
}

/** Throws NOT_FOUND where there is no letter of this number, USAGE where there are several and no year tells which. */
export async function letterOf({ letters }: WarningStores, number: string, year: string | undefined): Promise<StoredWarning> {
  const all = await letters.ofLetter(number);
  const found = all.filter(({ content }) => year === undefined || content.issuedOn.startsWith(`${year}-`));
  const [only] = found;
  if (!only)
    throw new AppError(
      'NOT_FOUND',
      `There is no warning ${number}${year === undefined ? '' : ` of ${year}`}. "wardwatch warnings list" names them all.`,
    );
  if (found.length > 1) {
    const dates = found.map(({ content }) => content.issuedOn).join(', ');
    throw new AppError('USAGE', `Several letters have the number ${number}, of ${dates}. Say which with --year.`);
  }
  return only;
}
