import type { Clock } from '../../base/clock.ts';
import type { Exposures } from '../../domain/warnings/exposures.ts';
import { dayInVietnam } from '../../domain/warnings/calendar-date.ts';
import { judgeInventory } from '../../domain/warnings/judge-inventory.ts';
import type { WarningToJudge } from '../../storage/collector/warnings/judgement-store.ts';
import type { WarningStores } from '../../storage/collector/warnings/warning-stores.ts';
import { silentBefore } from './silence.ts';

export interface WarningKeeperDeps {
  readonly warnings: Pick<WarningStores, 'judgements' | 'figures'>;
  readonly exposures: Exposures;
  readonly clock: Clock;
  readonly silentAfterMinutes: number;
  /** Told of what failed; the figures of everything else go on. */
  readonly onFailure: (thrown: unknown) => void;
}

/** Keeps the figures of open warnings true while machines, advisories and warnings change. */
export interface WarningKeeper {
  /** Holds against each other whatever was not, then counts. */
  keepUp(): Promise<void>;
  /** Before figures are read: counts again, on a large collector only after a while, so that reading never fills its time. */
  freshen(): Promise<void>;
  /** A further inventory may be there; it is seen to when figures are next read, or soon. */
  inventoryArrived(): void;
  close(): Promise<void>;
}

const everyMs = 60_000;
/** Counting takes at most this share of the collector's time; a count below `cheapMs` is made whenever it is asked for. */
const shareOfTime = 0.05;
const cheapMs = 50;

export function createWarningKeeper({ warnings, exposures, clock, silentAfterMinutes, onFailure }: WarningKeeperDeps): WarningKeeper {
  const { judgements, figures } = warnings;
  let isDirty = true;
  let isClosed = false;
  let last = { endedMs: -Infinity, costMs: 0 };
  let queue: Promise<void> = Promise.resolve();

  const judge = async (warning: WarningToJudge, how: 'all' | 'more', digests?: readonly string[]): Promise<void> => {
    try {
      const answers = [...(await exposures.ofCves(warning.cves, digests))].filter(([digest]) => digests?.includes(digest) !== false);
      const judged = new Map(answers.map(([digest, said]) => [digest, judgeInventory(warning.cves, said)]));
      if (how === 'all' || judged.size > 0) await judgements.save(warning, judged, how, clock.now());
    } catch (thrown) {
      onFailure(thrown);
    }
  };
  const judgeAll = async (): Promise<void> => {
    isDirty = false;
    for (const warning of await judgements.outdated()) await judge(warning, 'all');
    for (const warning of await judgements.open()) {
      const digests = await judgements.unjudged(warning.number);
      if (digests.length > 0) await judge(warning, 'more', digests);
    }
  };
  const count = async (): Promise<void> => {
    const startedMs = performance.now();
    const now = clock.now();
    await judgements.settleChanges(now);
    await figures.recount({ silentBefore: silentBefore(now, silentAfterMinutes), day: dayInVietnam(now), now });
    last = { endedMs: performance.now(), costMs: performance.now() - startedMs };
  };
  /** One piece of work after the other: two at once would judge everything twice. */
  const next = (work: () => Promise<void>): Promise<void> => {
    const done = queue.then(() => (isClosed ? undefined : work()));
    queue = done.catch(() => undefined);
    return done;
  };
  const keepUp = (): Promise<void> =>
    next(async () => {
      await judgeAll();
      await count();
    });
  const inTheBackground = (): void => void keepUp().catch(onFailure);
  const isDue = (): boolean => last.costMs < cheapMs || performance.now() - last.endedMs > last.costMs / shareOfTime;

  const timer = setInterval(inTheBackground, everyMs);
  timer.unref();
  const endListening = exposures.onChange(() => {
    void next(() => judgements.markAllOutdated()).catch(onFailure);
    inTheBackground();
  });
  return {
    keepUp,
    freshen: () =>
      next(async () => {
        if (isDirty) await judgeAll();
        if (isDue()) await count();
      }),
    inventoryArrived() {
      isDirty = true;
    },
    async close() {
      clearInterval(timer);
      endListening();
      isClosed = true;
      await queue;
    },
  };
}
