import { Cron } from 'croner';
import type { Scanner } from '../scanners/scanner.ts';

export interface ScheduleDeps {
  readonly scanners: readonly Scanner[];
  /** Minutes per scanner id, over the scanner's own. */
  readonly everyMinutes: Readonly<Record<string, number>>;
  readonly heartbeatMinutes: number;
  /** In [0, 1): spreads the machines of a hospital over the interval. */
  readonly random?: () => number;
  onDue(scannerIds: readonly string[]): void;
  onHeartbeat(): void;
}

export interface Schedule {
  nextScanAtMs(): number | null;
  stop(): void;
}

/** Scanners of one interval run together; each machine has its own second and minute within it, drawn at start. */
export function startSchedule({
  scanners,
  everyMinutes,
  heartbeatMinutes,
  random = Math.random,
  onDue,
  onHeartbeat,
}: ScheduleDeps): Schedule {
  const groups = Map.groupBy(scanners, ({ id, everyMinutes: own }) => everyMinutes[id] ?? own);
  const later = (minutes: number): Date => new Date(Date.now() + Math.max(1, random() * minutes * 60) * 1000);
  const scans = [...groups].map(
    ([minutes, group]) =>
      new Cron('* * * * * *', { interval: minutes * 60, startAt: later(minutes), protect: true, unref: true }, () =>
        onDue(group.map(({ id }) => id)),
      ),
  );
  const heartbeat = new Cron(
    '* * * * * *',
    { interval: heartbeatMinutes * 60, startAt: later(heartbeatMinutes), unref: true },
    onHeartbeat,
  );
  return {
    nextScanAtMs: () => scans.reduce<number | null>((next, job) => earlier(next, job.nextRun()?.getTime() ?? null), null),
    stop: () => {
      for (const job of [...scans, heartbeat]) job.stop();
    },
  };
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
