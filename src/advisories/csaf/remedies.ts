import type { AffectedProduct } from '../../domain/advisories/advisory.ts';
import type { CsafRemediation } from './csaf-document.ts';
import { plainLines } from '../plain-words.ts';

export type Advice = Pick<AffectedProduct, 'remedy' | 'isFixPlanned'>;
export type RemedyOf = (productId: string) => Advice;

export const noAdvice: Advice = { remedy: null, isFixPlanned: true };

/** What fixes comes before what only eases. */
const ranks = ['vendor_fix', 'no_fix_planned', 'none_available', 'workaround', 'mitigation'];
const longestRemedy = 4_000;
const mostMentions = 2_000_000;

/** What the remediations of one vulnerability advise for each product; null where they name more products than anyone would. */
export function remediesOf(remediations: readonly CsafRemediation[], groups: ReadonlyMap<string, readonly string[]>): RemedyOf | null {
  const byProduct = new Map<string, CsafRemediation[]>();
  const forAll: CsafRemediation[] = [];
  let mentions = 0;
  for (const remediation of remediations.toSorted((a, b) => ranks.indexOf(a.category) - ranks.indexOf(b.category))) {
    const { product_ids, group_ids } = remediation;
    if (!product_ids && !group_ids) forAll.push(remediation);
    for (const ids of [product_ids ?? [], ...(group_ids ?? []).map((group) => groups.get(group) ?? [])]) {
      mentions += ids.length;
      if (mentions > mostMentions) return null;
      for (const id of ids) {
        const kept = byProduct.get(id);
        if (!kept) byProduct.set(id, [remediation]);
        else if (kept.at(-1) !== remediation) kept.push(remediation);
      }
    }
  }
  const positions = new Map(remediations.map((remediation, position) => [remediation, position]));
  const advice = new Map<string, Advice>();
  return (id) => {
    const own = [...(byProduct.get(id) ?? []), ...forAll];
    const sameAdvice = own.map((remediation) => positions.get(remediation)).join();
    const known = advice.get(sameAdvice) ?? adviceOf(own);
    advice.set(sameAdvice, known);
    return known;
  };
}

function adviceOf(remediations: readonly CsafRemediation[]): Advice {
  const details = [...new Set(remediations.map(({ details: text }) => plainLines(text)))].join('\n');
  return {
    remedy: details === '' ? null : details.slice(0, longestRemedy),
    isFixPlanned: !remediations.some(({ category }) => category === 'no_fix_planned'),
  };
}
