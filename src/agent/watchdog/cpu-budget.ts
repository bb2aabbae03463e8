/** Over how long the CPU limit is an average, as osquery's watchdog has it. */
export const windowMs = 12_000;

export interface CpuBudget {
  /** Whether the group may run on, after having used `cpuMs` in all by `nowMs`. Both only ever grow. */
  allows(cpuMs: number, nowMs: number): boolean;
}

/**
 * A token bucket of CPU time: it fills with `share` (0 to 1) of all cores and holds what one window allows, so that a short
 * scan runs at full speed and a long one keeps to its share. A group that was stopped goes on when a quarter is filled.
 */
export function createCpuBudget(share: number, cores: number, startedAtMs: number): CpuBudget {
  const perMs = share * cores;
  const full = perMs * windowMs;
  let tokens = full;
  let usedMs = 0;
  let lastMs = startedAtMs;
  let running = true;
  return {
    allows(cpuMs, nowMs) {
      tokens = Math.min(full, tokens + (nowMs - lastMs) * perMs) - (cpuMs - usedMs);
      usedMs = cpuMs;
      lastMs = nowMs;
      running = running ? tokens > 0 : tokens > full / 4;
      return running;
    },
  };
}
