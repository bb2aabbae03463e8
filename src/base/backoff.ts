export interface BackoffLimits {
  readonly firstMs: number;
  readonly mostMs: number;
}

/**
 * Waiting time in ms before try `attempt` (1 is the first repetition): exponential with full jitter, so that machines
 * which lost the collector at the same moment do not return at the same moment. `random` is in [0, 1).
 */
export function backoffMs(attempt: number, limits: BackoffLimits, random: () => number = Math.random): number {
  const ceiling = Math.min(limits.mostMs, limits.firstMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}
