import type { Advisory, AffectedProduct } from './advisory.ts';
import { isOfSystem } from './coverage.ts';
import type { Exposure, ExposureEvidence } from './exposure.ts';
import type { MatchTarget } from './match-target.ts';
import { type ProductKey, productKeyParts } from './product-key.ts';

/** What it means that nothing of an advisory was found, with what was looked for. */
export function judgeAbsence(advisory: Advisory, target: MatchTarget): Pick<Exposure, 'status' | 'reason' | 'evidence'> {
  const named = advisory.products.filter((product) => product.status !== 'not-affected');
  const possible = named.filter(({ keys }) => keys.some((key) => couldConcern(key, advisory, target)));
  const evidence = lookedFor(possible.length > 0 ? possible : advisory.products);
  if (advisory.products.length === 0) return { status: 'unknown', reason: 'no-advisory', evidence };
  const concerning = possible.flatMap(({ keys }) => keys).filter((key) => couldConcern(key, advisory, target));
  if (concerning.some((key) => isOfSystem(key)) && target.systemKey === null)
    return { status: 'unknown', reason: 'system-unknown', evidence };
  const needsSoftware = concerning.some((key) => !key.startsWith('windows|'));
  return needsSoftware && !target.hasSoftware
    ? { status: 'unknown', reason: 'inventory-missing', evidence }
    : { status: 'not-affected', evidence };
}

/** Documents name up to thousands of products. */
const mostNamed = 5;

/** The products as the document names them, with no item: none of them was found. One more entry counts those that are not named. */
function lookedFor(products: readonly AffectedProduct[]): ExposureEvidence[] {
  const named = products.slice(0, mostNamed).map(({ label }) => absent(label));
  return products.length > mostNamed ? [...named, absent(`… (+${products.length - mostNamed})`)] : named;
}

const absent = (product: string): ExposureEvidence => ({
  item: null,
  installed: null,
  fixed: null,
  updates: [],
  product,
  remedy: null,
});

/** Whether software by that name can be on this kind of system at all, as far as the source of the advisory looks. */
function couldConcern(key: ProductKey, { format }: Advisory, { system, systemKey, gaps }: MatchTarget): boolean {
  if (key.startsWith('windows|') || key.startsWith('microsoft|')) return system.family === 'windows';
  if (!isOfSystem(key)) return true;
  if (system.family !== 'linux') return false;
  if (systemKey === null) return true;
  const [own, other] = [productKeyParts(systemKey), productKeyParts(key)];
  return own.space === other.space && (other.release === '' || own.release === other.release || gaps.has(format));
}
