import type { WindowsUpdate } from './advisory.ts';
import type { UpdateFacts } from './match-target.ts';
import type { ProductKey } from './product-key.ts';
import { certainDistance, isAtMost, updateNumber } from './update-order.ts';
import { updatesMissing } from './updates-missing.ts';

export interface UpdatesInEffect {
  /** Installed updates, those that the revision implies, and all that these take the place of. */
  readonly updates: ReadonlySet<string>;
  /** Updates of the system that certainly came after its build; null where every one is missing that is not in effect. */
  readonly missing: ReadonlySet<string> | null;
  readonly newestUnknownUpdate: number;
  /** `build.revision` as far as it can be told: read from the machine, or the highest that an installed update leads to. */
  readonly installed: string | null;
}

/**
 * What is in effect on a Windows: a later cumulative update holds all earlier ones, whether the machine lists them or not. `installed` is
 * null where the list could not be read; then only what a known revision implies is in effect, and without one nothing is known: null.
 */
export function updatesInEffect(
  facts: UpdateFacts,
  { systemKey, version, installed }: { systemKey: ProductKey | null; version: string | null; installed: readonly string[] | null },
): UpdatesInEffect | null {
  if (installed === null && version === null) return null;
  const listed = installed ?? [];
  const ofSystem = systemKey === null ? [] : facts.updatesOf(systemKey);
  const isCumulative = systemKey !== null && cumulative.test(systemKey);
  const builds = ofSystem.flatMap(({ kb, build }) => (build !== null && listed.includes(kb) ? [build] : []));
  const reached = version ?? builds.reduce<string | null>(later, null);
  const implied = reached === null ? [] : ofSystem.filter(({ build }) => build !== null && isAtMost(build, reached)).map(({ kb }) => kb);
  const updates = withSuperseded([...listed, ...implied], facts);
  const newest = Math.max(0, ...ofSystem.filter(({ kb }) => updates.has(kb)).map(({ kb }) => updateNumber(kb)));
  if (isCumulative) for (const kb of withSuperseded(earlierInChain(ofSystem, newest, updates), facts)) updates.add(kb);
  const unknown = listed.filter((kb) => facts.supersededBy(kb) === null).map(updateNumber);
  // A list without any update of the chain says that there is none; a build says that there is one, and which one has to be told.
  const isPlaced = version !== null || (isCumulative && ofSystem.some(({ kb }) => listed.includes(kb)));
  const missing = isPlaced ? updatesMissing(ofSystem, { reached, listed: isCumulative ? listed : [], isCumulative }) : null;
  return { updates, missing, newestUnknownUpdate: Math.max(0, ...unknown), installed: reached };
}

function withSuperseded(kbs: readonly string[], facts: UpdateFacts): Set<string> {
  const updates = new Set<string>();
  const waiting = [...kbs];
  for (let kb = waiting.pop(); kb !== undefined; kb = waiting.pop()) {
    if (updates.has(kb)) continue;
    updates.add(kb);
    waiting.push(...(facts.supersededBy(kb) ?? []));
  }
  return updates;
}

/** Systems whose monthly updates each hold all before them; documents often lack some links of that chain. */
const cumulative = /^windows\|(10-|11-|server-(201[69]|202\d|\d{2}h\d|1\d{3})\|)/;

/**
 * Members of the chain, known by what they take the place of, that certainly came before the newest one in effect. One whose build is
 * known is told by that alone.
 */
const earlierInChain = (ofSystem: readonly WindowsUpdate[], newest: number, updates: ReadonlySet<string>): string[] =>
  ofSystem
    .filter(
      ({ kb, build, supersedes }) =>
        build === null && supersedes.length > 0 && updateNumber(kb) + certainDistance < newest && !updates.has(kb),
    )
    .map(({ kb }) => kb);

const later = (a: string | null, b: string): string => (a === null || isAtMost(a, b) ? b : a);
