import type { WindowsUpdate } from './advisory.ts';
import { certainDistance, isAtMost, updateNumber } from './update-order.ts';

interface Reached {
  readonly reached: string | null;
  /** Updates that the machine names. */
  readonly listed: readonly string[];
  readonly isCumulative: boolean;
}

/**
 * Updates of a system that certainly came after what it has: those with a higher build, those that take the place, by and by, of the one
 * with its build or of all that it lists, and those whose number is far above one with a higher build.
 */
export function updatesMissing(ofSystem: readonly WindowsUpdate[], { reached, listed, isCumulative }: Reached): ReadonlySet<string> {
  const higher = ofSystem.filter(({ build }) => build !== null && reached !== null && !isAtMost(build, reached)).map(({ kb }) => kb);
  const own = ofSystem.filter(({ build }) => build !== null && build === reached).map(({ kb }) => kb);
  const lowest = Math.min(...higher.map(updateNumber));
  const far = isCumulative ? ofSystem.filter(({ kb }) => updateNumber(kb) > lowest + certainDistance).map(({ kb }) => kb) : [];
  const successors = successorsIn(ofSystem);
  const missing = new Set([...higher, ...far, ...successors([...higher, ...own, ...far])]);
  const [first, ...others] = ofSystem.filter(({ kb }) => listed.includes(kb)).map(({ kb }) => successors([kb]));
  for (const kb of first ?? []) if (others.every((some) => some.has(kb))) missing.add(kb);
  return missing;
}

/** Updates that take the place of any of these, by and by, without themselves. */
function successorsIn(ofSystem: readonly WindowsUpdate[]): (kbs: readonly string[]) => Set<string> {
  const above = new Map<string, string[]>();
  for (const { kb, supersedes } of ofSystem)
    for (const older of supersedes) {
      const known = above.get(older);
      if (known) known.push(kb);
      else above.set(older, [kb]);
    }
  return (kbs) => {
    const found = new Set<string>();
    const waiting = [...kbs];
    for (let kb = waiting.pop(); kb !== undefined; kb = waiting.pop())
      for (const next of above.get(kb) ?? [])
        if (!found.has(next)) {
          found.add(next);
          waiting.push(next);
        }
    return found;
  };
}
