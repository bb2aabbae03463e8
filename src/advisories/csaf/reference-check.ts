import { z } from 'zod';
import { quoted } from '../problem-in-words.ts';

const ids = z.array(z.string()).optional();
const product = z.object({ product_id: z.string() });
const branch = z.object({
  product: product.optional(),
  get branches() {
    return z.array(branch).optional();
  },
});
type Branch = z.infer<typeof branch>;

/** Wherever a document of the schema of CSAF 2.0 defines a product or refers to one. */
const references = z.object({
  product_tree: z
    .object({
      branches: z.array(branch).optional(),
      full_product_names: z.array(product).optional(),
      product_groups: z.array(z.object({ product_ids: ids })).optional(),
      relationships: z
        .array(z.object({ full_product_name: product, product_reference: z.string(), relates_to_product_reference: z.string() }))
        .optional(),
    })
    .optional(),
  vulnerabilities: z
    .array(
      z.object({
        product_status: z.record(z.string(), z.array(z.string())).optional(),
        remediations: z.array(z.object({ product_ids: ids })).optional(),
        scores: z.array(z.object({ products: ids })).optional(),
        threats: z.array(z.object({ product_ids: ids })).optional(),
        flags: z.array(z.object({ product_ids: ids })).optional(),
      }),
    )
    .optional(),
});

/** A product that is referred to and nowhere defined (mandatory test 6.1.1). Linear, where the library looks through all products for each reference. */
export function againstReferences(json: unknown): string | null {
  const parsed = references.safeParse(json);
  if (!parsed.success) return 'Its product tree is not of the form that CSAF 2.0 asks for.';
  const { product_tree: tree = {}, vulnerabilities = [] } = parsed.data;
  const defined = new Set([...idsOfBranches(tree.branches), ...(tree.full_product_names ?? []).map(({ product_id }) => product_id)]);
  for (const { full_product_name } of tree.relationships ?? []) defined.add(full_product_name.product_id);
  const lists = [
    ...(tree.product_groups ?? []).map(({ product_ids }) => product_ids),
    ...(tree.relationships ?? []).map((relationship) => [relationship.product_reference, relationship.relates_to_product_reference]),
    ...vulnerabilities.flatMap(({ product_status = {}, remediations = [], scores = [], threats = [], flags = [] }) => [
      ...Object.values(product_status),
      ...[...remediations, ...threats, ...flags].map(({ product_ids }) => product_ids),
      ...scores.map(({ products }) => products),
    ]),
  ];
  for (const list of lists)
    for (const id of list ?? [])
      if (!defined.has(id)) return `It refers to the product ${quoted(id)}, which it does not define (CSAF mandatory test 6.1.1).`;
  return null;
}

const idsOfBranches = (branches: readonly Branch[] = []): string[] =>
  branches.flatMap((inner) => [...(inner.product ? [inner.product.product_id] : []), ...idsOfBranches(inner.branches)]);
