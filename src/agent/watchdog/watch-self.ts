import { createCpuBudget } from './cpu-budget.ts';
import { coreCount } from '../../platform/own-process.ts';

export interface SelfLimits {
  readonly maxMemoryBytes: number;
  readonly cpuShare: number;
}

const sampleMs = 3000;

/**
 * Holds this very process to its limits: `onExceeded` is called once, with what was exceeded, and is expected to end the
 * process so that the service manager starts it anew.
 */
export function watchSelf({ maxMemoryBytes, cpuShare }: SelfLimits, onExceeded: (detail: string) => void): { stop(): void } {
  // What it took to start, also before the process replaced itself, is not what it takes to run.
  const started = process.cpuUsage();
  const budget = createCpuBudget(cpuShare, coreCount, performance.now());
  const timer = setInterval(() => {
    const detail = exceeded(budget.allows(cpuMsSince(started), performance.now()), maxMemoryBytes);
    if (detail === null) return;
    clearInterval(timer);
    onExceeded(detail);
  }, sampleMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

function exceeded(isWithinCpu: boolean, maxMemoryBytes: number): string | null {
  const rss = process.memoryUsage.rss();
  if (rss > maxMemoryBytes) return `agent used ${Math.round(rss / 1024 / 1024)} MB, limit ${Math.round(maxMemoryBytes / 1024 / 1024)} MB`;
  return isWithinCpu ? null : 'agent used more than its share of the processor over 12 s';
}

function cpuMsSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
