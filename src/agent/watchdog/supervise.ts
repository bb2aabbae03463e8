import { setInterval as every } from 'node:timers/promises';
import { AppError } from '../../base/app-error.ts';
import { coreCount, type OwnProcess } from '../../platform/own-process.ts';
import { createCpuBudget } from './cpu-budget.ts';

export interface Limits {
  readonly maxMemoryBytes: number;
  /** Share of all cores over 12 s, 0 to 1; null runs at full speed, for a person who waits. */
  readonly cpuShare: number | null;
}

const sampleMs = 200;
// A peak between two collections of garbage is no leak: it has to last a second.
const samplesOverMemory = 5;

/**
 * Holds a process group to its limits until it ends: pauses it while it is over its CPU budget, ends it when it is over its
 * memory limit. Resolves when the group has ended; rejects with LIMIT_EXCEEDED that names the limit when it had to be ended.
 */
export async function supervise(child: OwnProcess, limits: Limits): Promise<void> {
  const budget = limits.cpuShare === null ? null : createCpuBudget(limits.cpuShare, coreCount, performance.now());
  const stop = new AbortController();
  let over = 0;
  const watch = async (): Promise<void> => {
    for await (const _ of every(sampleMs, undefined, { signal: stop.signal })) {
      const { rssBytes, cpuMs } = child.sample();
      over = rssBytes > limits.maxMemoryBytes ? over + 1 : 0;
      if (over >= samplesOverMemory) throw overMemory(rssBytes, limits.maxMemoryBytes);
      if (budget === null || budget.allows(cpuMs, performance.now())) child.resume();
      else child.suspend();
    }
  };
  const watching = watch().catch((thrown: unknown) => {
    if (stop.signal.aborted) return;
    child.terminate('SIGKILL');
    throw thrown;
  });
  try {
    await Promise.race([child.ended, watching]);
  } finally {
    stop.abort();
    child.resume();
  }
}

const mb = (bytes: number): number => Math.round(bytes / 1024 / 1024);

function overMemory(rssBytes: number, maxBytes: number): AppError {
  return new AppError('LIMIT_EXCEEDED', `scan used ${mb(rssBytes)} MB, limit ${mb(maxBytes)} MB`);
}
