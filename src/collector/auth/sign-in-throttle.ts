import { isIPv6 } from 'node:net';
import type { Clock } from '../../base/clock.ts';

/** Who tries; `device` is the hash of the cookie of a browser in which this very person signed in before. */
export interface Attempt {
  readonly login: string;
  readonly address: string;
  readonly device: string | null;
}

export interface SignInThrottle {
  /** Counts an attempt as failed until `succeeded`. Returns the ms to wait first; 0 lets it through. */
  begin(attempt: Attempt): number;
  succeeded(attempt: Attempt): void;
}

interface Bucket {
  failures: number;
  lastAt: number;
}

const freeFailures = { pair: 4, address: 20, device: 4 } as const;
const mostDelayMs = 15 * 60_000;
/** Who has been quiet for so long starts anew. */
const forgetAfterMs = 60 * 60_000;
const mostBuckets = 20_000;

/**
 * After a few failures each further attempt waits twice as long. The count is kept per login and address and per address,
 * never per login alone: who guesses from elsewhere shuts nobody out. A browser in which the person signed in before has a
 * count of its own, so that not even a neighbour behind the same address shuts them out of it.
 */
export function createSignInThrottle(clock: Clock): SignInThrottle {
  const buckets = new Map<string, Bucket>();
  const of = (key: string): Bucket => {
    const known = buckets.get(key);
    buckets.delete(key);
    const quietMs = known ? clock.now() - known.lastAt : forgetAfterMs;
    // A clock that was set back must not make anybody wait for the old time.
    const bucket = known && quietMs >= 0 && quietMs < forgetAfterMs ? known : { failures: 0, lastAt: 0 };
    buckets.set(key, bucket);
    for (const oldest of buckets.keys()) {
      if (buckets.size <= mostBuckets) break;
      buckets.delete(oldest);
    }
    return bucket;
  };
  return {
    begin(attempt) {
      const counted = keysOf(attempt).map(([kind, key]) => ({ free: freeFailures[kind], bucket: of(key) }));
      const waitMs = Math.max(...counted.map(({ free, bucket }) => bucket.lastAt + delayMs(bucket.failures - free) - clock.now()));
      if (waitMs > 0) return waitMs;
      for (const { bucket } of counted) {
        bucket.failures += 1;
        bucket.lastAt = clock.now();
      }
      return 0;
    },
    succeeded(attempt) {
      for (const [kind, key] of keysOf(attempt)) {
        // Others behind the address may still be guessing: one good sign-in takes back its own attempt only.
        if (kind === 'address') of(key).failures -= 1;
        else buckets.delete(key);
      }
    },
  };
}

const delayMs = (failuresBeyond: number): number => (failuresBeyond < 0 ? 0 : Math.min(1000 * 2 ** failuresBeyond, mostDelayMs));

function keysOf({ login, address, device }: Attempt): readonly (readonly [keyof typeof freeFailures, string])[] {
  if (device !== null) return [['device', `device ${device}`]];
  const network = networkOf(address);
  return [
    ['pair', `pair ${network} ${login}`],
    ['address', `address ${network}`],
  ];
}

/** Of IPv6 the first 64 bits: the rest is a machine's own choice. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail] = address.split('%', 1).join('').split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const whole =
    tail === undefined ? left : [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right];
  return `${whole.slice(0, 4).join(':')}::/64`;
}
