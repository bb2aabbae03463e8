import { useEffect, useState } from 'react';
import type { Clock } from '../../src/base/clock.ts';

const tickMs = 15_000;

/** The time as relative times are told against; moves on every 15 s. */
export function useNow(clock: Clock): number {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => tick((count) => count + 1), tickMs);
    return () => window.clearInterval(timer);
  }, []);
  return clock.now();
}
