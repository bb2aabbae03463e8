import { z } from 'zod';
import { type Clock, isoTime } from '../../base/clock.ts';
import { parseJson } from '../../base/parse-json.ts';
import { longestPauseMinutes } from '../../contracts/local-scans.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';

const setting = 'pause';
const stored = z.strictObject({ from: z.number(), until: z.number(), by: z.string(), reason: z.string() });

export interface PauseRequest {
  readonly minutes: number;
  readonly by: string;
  readonly reason: string;
}

/** Holds back the scans that the agent would begin by itself. It outlives a restart, and never outlives its time. */
export interface Pause {
  /** Null where there is none. */
  now(): { readonly until: string; readonly by: string; readonly reason: string } | null;
  /** Takes the place of an earlier one. Returns when it ends, RFC 3339. */
  begin(request: PauseRequest): string;
  /** Whether there was one. */
  end(): boolean;
  stop(): void;
}

interface PauseDeps {
  readonly store: AgentStore;
  readonly clock: Clock;
  /** Told to the collector. */
  readonly onBegin: () => void;
  /** Called once for each pause that ends, by its time or by a person; not when the agent stops. */
  readonly onEnd: () => void;
}

export function createPause({ store, clock, onBegin, onEnd }: PauseDeps): Pause {
  let timer: NodeJS.Timeout | undefined;
  const read = () => stored.safeParse(parseJson(store.setting(setting) ?? 'null')).data ?? null;
  // A clock that was set back must not make a pause longer than one may be: before its beginning it is over.
  const standing = () => {
    const pause = read();
    const nowMs = clock.now();
    const isOver = pause === null || nowMs >= pause.until || nowMs < pause.from || pause.until - pause.from > longestPauseMinutes * 60_000;
    return isOver ? null : pause;
  };
  const note = (code: string, detail: string): void => store.results.addEvent({ at: isoTime(clock), code, detail });
  const end = (): boolean => {
    clearTimeout(timer);
    if (read() === null) return false;
    store.transaction(() => {
      store.setSetting(setting, 'null');
      note('scans-resumed', 'scheduled scans run again');
    });
    onEnd();
    return true;
  };
  const watch = (): void => {
    clearTimeout(timer);
    const pause = standing();
    if (pause !== null)
      timer = setTimeout(() => (standing() === null ? void end() : watch()), Math.min(60_000, pause.until - clock.now())).unref();
    else if (read() !== null) end();
  };
  watch();
  return {
    now() {
      const pause = standing();
      return pause && { until: new Date(pause.until).toISOString(), by: pause.by, reason: pause.reason };
    },
    begin({ minutes, by, reason }) {
      const from = clock.now();
      const until = from + minutes * 60_000;
      const untilText = new Date(until).toISOString();
      store.transaction(() => {
        store.setSetting(setting, JSON.stringify({ from, until, by, reason }));
        note('scans-paused', `a person holds scheduled scans back until ${untilText}: ${reason}`.slice(0, 500));
      });
      watch();
      onBegin();
      return untilText;
    },
    end,
    stop: () => clearTimeout(timer),
  };
}
