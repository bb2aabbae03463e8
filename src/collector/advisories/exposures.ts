import type { Clock } from '../../base/clock.ts';
import { exposureOfCve } from '../../domain/advisories/cve-exposure.ts';
import { oldestReading } from '../../domain/advisories/data-age.ts';
import type { CveExposure } from '../../domain/advisories/exposure.ts';
import { judgeAdvisory } from '../../domain/advisories/judge-advisory.ts';
import type { NamedItem } from '../../domain/advisories/named-item.ts';
import { familyOf } from '../../domain/advisories/product-key.ts';
import type { InventoryFrame } from '../../domain/inventory/inventory.ts';
import type { CveKnowledge, CveKnowledgeBase, Exposures } from '../../domain/warnings/exposures.ts';
import { frameTarget } from '../../inventory/match-target.ts';
import type { AdvisoryStore } from '../../storage/advisories/advisory-store.ts';
import type { InventoryStore } from '../../storage/collector/inventory-store.ts';

export interface ExposuresDeps {
  readonly advisories: AdvisoryStore;
  readonly inventories: InventoryStore;
  readonly clock: Clock;
}

export interface CollectorExposures extends Exposures, CveKnowledgeBase {
  /** An inventory or an import may have changed answers. */
  changed(): void;
}

/**
 * The collector's side of matching: the same rule as on an endpoint, asked once for each distinct inventory and only with the software
 * that the advisories in question name.
 */
export function createExposures({ advisories, inventories, clock }: ExposuresDeps): CollectorExposures {
  const listeners = new Set<() => void>();
  return {
    async ofCves(cves, digests) {
      const named = new Map(cves.map((cve) => [cve, advisories.catalogue.standing(cve)]));
      const keys = [...new Set([...named.values()].flatMap((some) => some.flatMap(({ products }) => products.flatMap((one) => one.keys))))];
      const [frames, items] = [await inventories.frames(digests), await inventories.itemsNamed(keys, [...new Set(keys.map(familyOf))])];
      const today = new Date(clock.now()).toISOString().slice(0, 10);
      const facts = advisories.facts.atOnce();
      const judge = (frame: InventoryFrame, some: readonly NamedItem[]): readonly CveExposure[] => {
        const target = frameTarget(frame, some, facts, today);
        return Array.from(named, ([cve, standing]) =>
          exposureOfCve(
            cve,
            standing.map((advisory) => judgeAdvisory(advisory, target)),
          ),
        );
      };
      const judgeOnce = sharedByEqual(judge);
      return new Map(Array.from(frames, ([digest, frame]) => [digest, judgeOnce(frame, items.get(digest) ?? [])]));
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    changed: () => {
      for (const listener of listeners) listener();
    },
    ...cveKnowledge(advisories),
  };
}

/** Machines that differ in nothing that was asked for share one answer; equal frames and equal items are the same objects here. */
function sharedByEqual<Answer>(
  judge: (frame: InventoryFrame, items: readonly NamedItem[]) => Answer,
): (frame: InventoryFrame, items: readonly NamedItem[]) => Answer {
  const numbers = new Map<object, number>();
  const numberOf = (one: object): number => {
    const number = numbers.get(one) ?? numbers.size;
    numbers.set(one, number);
    return number;
  };
  const answers = new Map<string, Answer>();
  return (frame, items) => {
    const name = `${numberOf(frame)}:${items.map(numberOf).join(',')}`;
    const answer = answers.get(name) ?? judge(frame, items);
    answers.set(name, answer);
    return answer;
  };
}

export const cveKnowledge = (advisories: AdvisoryStore): CveKnowledgeBase => ({
  about: async (cves) => new Map(cves.map((cve) => [cve, knowledgeOf(cve, advisories)])),
  dataReadAt: () => oldestReading(advisories.documents.readings()),
});

function knowledgeOf(cve: string, { facts, catalogue }: AdvisoryStore): CveKnowledge {
  const exploited = facts.exploited(cve);
  const scores = catalogue.standing(cve).flatMap(({ cvss }) => cvss ?? []);
  return {
    cve,
    isKnownExploited: exploited !== null,
    isUsedByRansomware: exploited?.isUsedByRansomware ?? false,
    exploitProbability: facts.score(cve)?.probability ?? null,
    cvss: scores.length === 0 ? null : Math.max(...scores),
  };
}
