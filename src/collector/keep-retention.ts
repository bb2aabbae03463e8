import { Cron } from 'croner';
import { toAppError } from '../base/app-error.ts';
import type { Clock } from '../base/clock.ts';
import type { Configuration } from '../contracts/configuration.ts';
import type { RetentionDays, RetentionStore } from '../storage/collector/retention/retention.ts';

export interface RetentionDeps {
  readonly retention: RetentionStore;
  readonly settings: Configuration['collector'];
  readonly clock: Clock;
  readonly firstAfterMs?: number;
  readonly log: Record<'info' | 'warn', (what: object, message: string) => void>;
}

const everySeconds = 24 * 3600;
/** After a start everybody comes at once: not then. */
const usualFirstAfterMs = 10 * 60_000;

const retentionDays = (settings: Configuration['collector']): RetentionDays => ({
  summaries: settings.keep_summaries_days,
  resolvedFindings: settings.keep_resolved_findings_days,
  sections: settings.keep_sections_days,
  audit: settings.keep_audit_days ?? null,
});

/** Once a day, lets go what is older than the settings say. Gives what ends it, and waits for the step under way. */
export function keepRetention({ retention, settings, clock, firstAfterMs = usualFirstAfterMs, log }: RetentionDeps): () => Promise<void> {
  const ending = new AbortController();
  let underWay: Promise<void> | null = null;
  const forget = async (): Promise<void> => {
    try {
      const forgotten = await retention.forget(retentionDays(settings), clock.now(), ending.signal);
      if (Object.values(forgotten).some((gone) => gone > 0)) log.info(forgotten, 'what is older than is kept was let go');
    } catch (thrown) {
      if (!ending.signal.aborted)
        log.warn({ code: toAppError(thrown).code }, 'what is older than is kept was not let go; tried again tomorrow');
    }
  };
  const startAt = new Date(Date.now() + firstAfterMs);
  const job = new Cron('* * * * * *', { interval: everySeconds, startAt, protect: true, unref: true }, () => {
    underWay = forget();
    return underWay;
  });
  return async () => {
    job.stop();
    ending.abort();
    await underWay;
  };
}
