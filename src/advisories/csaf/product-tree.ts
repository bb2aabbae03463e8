import type { CsafBranch, CsafFullProduct, CsafProductTree } from './csaf-document.ts';
import { plainWords } from '../plain-words.ts';

/** One product of a tree, with what its branches and relationships say of it. */
export interface CsafProduct {
  /** As the document names it. */
  readonly name: string;
  readonly vendor: string | null;
  /** Name of the product without version; null where no branch names it. */
  readonly productName: string | null;
  /** Text of a version or a range of versions; null where no branch names one. */
  readonly version: string | null;
  readonly architecture: string | null;
  readonly cpe: string | null;
  readonly purl: string | null;
  /** CPE of what it is a part of or installed on. */
  readonly platformCpe: string | null;
}

export type ProductTree =
  | {
      readonly status: 'read';
      readonly products: ReadonlyMap<string, CsafProduct>;
      readonly groups: ReadonlyMap<string, readonly string[]>;
    }
  | { readonly status: 'refused'; readonly reason: string };

const mostProducts = 100_000;
const deepestBranches = 30;

/** Every product of a tree by its id. The tree has passed the mandatory tests: ids are unique and relationships end. */
export function readProductTree(tree: CsafProductTree = {}): ProductTree {
  const products = new Map<string, CsafProduct>();
  let reason: string | null = null;
  const add = (full: CsafFullProduct, more: Partial<CsafProduct>): void => {
    if (products.size >= mostProducts) reason = `Its product tree has more than ${mostProducts} products.`;
    else products.set(full.product_id, { ...unnamed, ...more, ...namesOf(full) });
  };
  const walk = (branches: readonly CsafBranch[] | undefined, above: Partial<CsafProduct>, depth: number): void => {
    if (depth > deepestBranches) reason = `Its product tree has more than ${deepestBranches} levels.`;
    for (const branch of branches ?? []) {
      if (reason !== null) return;
      const here = { ...above, ...saidBy(branch) };
      if (branch.product) add(branch.product, here);
      walk(branch.branches, here, depth + 1);
    }
  };
  walk(tree.branches, {}, 1);
  for (const full of tree.full_product_names ?? []) add(full, {});
  addRelated(tree, products, add);
  if (reason !== null) return { status: 'refused', reason: `${String(reason)} Nothing of it was imported.` };
  return { status: 'read', products, groups: new Map((tree.product_groups ?? []).map((group) => [group.group_id, group.product_ids])) };
}

const unnamed: CsafProduct = {
  name: '',
  vendor: null,
  productName: null,
  version: null,
  architecture: null,
  cpe: null,
  purl: null,
  platformCpe: null,
};

function namesOf({ name, product_identification_helper: helper }: CsafFullProduct): Pick<CsafProduct, 'name'> & Partial<CsafProduct> {
  return {
    name: plainWords(name),
    ...(helper?.cpe !== undefined && { cpe: helper.cpe }),
    ...(helper?.purl !== undefined && { purl: helper.purl }),
  };
}

/** The deepest branch says most: a service pack is a version of a version. */
function saidBy({ category, name }: CsafBranch): Partial<CsafProduct> {
  switch (category) {
    case 'vendor':
      return { vendor: plainWords(name) };
    case 'product_family':
    case 'product_name':
      return { productName: plainWords(name) };
    case 'product_version':
    case 'product_version_range':
    case 'service_pack':
      return { version: name };
    case 'architecture':
      return { architecture: name };
    default:
      return {};
  }
}

/** A product that is part of another, or installed on it, is the part; the other one tells the platform. */
function addRelated(
  { relationships = [] }: CsafProductTree,
  products: ReadonlyMap<string, CsafProduct>,
  add: (full: CsafFullProduct, more: CsafProduct) => void,
): void {
  let waiting = [...relationships];
  while (waiting.length > 0) {
    const ready = waiting.filter(
      ({ product_reference, relates_to_product_reference }) =>
        products.has(product_reference) && products.has(relates_to_product_reference),
    );
    if (ready.length === 0) return;
    for (const { full_product_name, product_reference, relates_to_product_reference } of ready) {
      const part = products.get(product_reference) ?? unnamed;
      const whole = products.get(relates_to_product_reference);
      add(full_product_name, { ...part, platformCpe: whole?.cpe ?? whole?.platformCpe ?? null });
    }
    const done = new Set(ready);
    waiting = waiting.filter((relationship) => !done.has(relationship));
  }
}
