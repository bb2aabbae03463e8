import { cveId } from '../contracts/advisory.ts';
import { type ExposedItems, exposedItems as contract, mostExposedItems } from '../contracts/local-views.ts';
import { oldestReading } from '../domain/advisories/data-age.ts';
import { exposedItems } from '../domain/advisories/exposed-items.ts';
import type { MatchTarget } from '../domain/advisories/match-target.ts';
import type { AdvisoryStore } from '../storage/advisories/advisory-store.ts';

const mostCves = 50;
const mostNames = 20;

/** What a machine is open to, by installed item; cut to what the local API carries, with the counts of the whole. */
export function byItem({ matcher, documents }: AdvisoryStore, target: MatchTarget): ExposedItems {
  const all = exposedItems(matcher.exposuresOf(target));
  return contract.parse({
    dataReadAt: oldestReading(documents.readings(), target.system.family),
    itemCount: all.length,
    items: all.slice(0, mostExposedItems).map(({ cves, fixes, warnings, ...rest }) => {
      const named = cves.filter((cve) => cveId.safeParse(cve).success);
      return {
        ...rest,
        cves: named.slice(0, mostCves),
        cveCount: named.length,
        fixes: fixes.slice(0, mostNames),
        warnings: warnings.slice(0, mostNames),
      };
    }),
  });
}
