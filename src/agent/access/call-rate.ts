import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';

/**
 * Lets `burst` calls through at once, and one more each `everyMs`; throws RATE_LIMITED for others. Everybody on the machine
 * shares it: the socket does not tell who calls.
 */
export function createCallRate(burst: number, everyMs: number, clock: Clock): () => void {
  let left = burst;
  let countedAt = clock.now();
  return () => {
    const now = clock.now();
    // A clock that was set back starts anew from where it is.
    left = Math.min(burst, left + Math.max(0, now - countedAt) / everyMs);
    countedAt = now;
    if (left < 1)
      throw new AppError(
        'RATE_LIMITED',
        `This was asked for too often. Try again in ${Math.max(1, Math.ceil(((1 - left) * everyMs) / 1000))} seconds.`,
      );
    left -= 1;
  };
}
