import type { Exposure } from './exposure.ts';
import { sortedCves } from './cve-id.ts';

/** An installed item with all that is known against it. */
export interface ExposedItemSum {
  readonly item: string;
  readonly installed: string | null;
  readonly fixes: readonly string[];
  /** Some statement says that no fix will come. */
  readonly isEndOfLife: boolean;
  readonly cves: readonly string[];
  /** Numbers of authorities' letters. */
  readonly warnings: readonly string[];
}

interface Sum {
  readonly item: string;
  readonly installed: string | null;
  readonly fixes: Set<string>;
  readonly cves: Set<string>;
  readonly warnings: Set<string>;
  isEndOfLife: boolean;
}

/** Pure. By item instead of by advisory: those that an authority warned of first, then those with the most vulnerabilities. */
export function exposedItems(exposures: Iterable<Exposure>): ExposedItemSum[] {
  const sums = new Map<string, Sum>();
  for (const { advisory, format, cves, status, evidence } of exposures) {
    if (status !== 'affected' && status !== 'end-of-life') continue;
    for (const { item, installed, fixed, updates } of evidence) {
      if (item === null) continue;
      const id = `${item}\0${installed ?? ''}`;
      const sum: Sum = sums.get(id) ?? {
        item,
        installed,
        fixes: new Set(),
        cves: new Set(),
        warnings: new Set(),
        isEndOfLife: false,
      };
      sums.set(id, sum);
      for (const fix of [...(fixed === null ? [] : [fixed]), ...updates]) sum.fixes.add(fix);
      for (const cve of cves) sum.cves.add(cve);
      if (format === 'letters') sum.warnings.add(advisory.replace(/#.*$/, ''));
      if (status === 'end-of-life') sum.isEndOfLife = true;
    }
  }
  return [...sums.values()]
    .map(({ fixes, cves, warnings, ...rest }) => ({
      ...rest,
      fixes: [...fixes],
      cves: sortedCves([...cves]).toReversed(),
      warnings: [...warnings],
    }))
    .toSorted((a, b) => b.warnings.length - a.warnings.length || b.cves.length - a.cves.length || (a.item < b.item ? -1 : 1));
}
