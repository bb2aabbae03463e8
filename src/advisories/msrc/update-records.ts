import type { AdvisoryRecord } from '../../domain/advisories/advisory.ts';
import type { MsrcFix } from './msrc-products.ts';

/** What is known of each update for each product; `supersedesOf` names the ones that it takes the place of. */
export function updateRecords(fixes: readonly MsrcFix[], supersedesOf: (kb: string) => readonly string[] = () => []): AdvisoryRecord[] {
  const named = fixes.flatMap(({ kb, build, product }) => (kb === null ? [] : product.keys.map((key) => ({ kb, build, key }))));
  return [...Map.groupBy(named, ({ kb, key }) => `${kb}\n${key}`).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const build = group.find((known) => known.build !== null)?.build ?? null;
    return [{ kind: 'update' as const, update: { kb: first.kb, product: first.key, supersedes: supersedesOf(first.kb), build } }];
  });
}
