import { isObject } from '../json-object.ts';

/** Products are parts of products at most two or three deep: a module of a distribution on a platform. */
const deepest = 8;

/**
 * A reason against the relationships of a product tree: circles (mandatory test 6.1.3) or chains without end. Linear, where walking
 * every path, as that test does in the library, doubles with each level.
 */
export function againstRelationships(json: unknown): string | null {
  const relationships = listOf(isObject(json) ? json.product_tree : null, 'relationships');
  const uses = new Map<string, string[]>();
  for (const relationship of relationships) {
    const product = isObject(relationship) ? relationship.full_product_name : null;
    if (!isObject(relationship) || !isObject(product) || typeof product.product_id !== 'string') continue;
    const used = [relationship.product_reference, relationship.relates_to_product_reference].filter((id) => typeof id === 'string');
    uses.set(product.product_id, [...(uses.get(product.product_id) ?? []), ...used]);
  }
  return depthFirst(uses);
}

function listOf(json: unknown, key: string): readonly unknown[] {
  const list = isObject(json) ? json[key] : undefined;
  return Array.isArray(list) ? list : [];
}

function depthFirst(uses: ReadonlyMap<string, readonly string[]>): string | null {
  const heights = new Map<string, number>();
  const open = new Set<string>();
  const circle = 'The relationships of its product tree run in a circle (CSAF mandatory test 6.1.3).';
  for (const root of uses.keys()) {
    const path = [root];
    while (path.length > 0) {
      const id = path.at(-1) ?? '';
      const next = uses.get(id) ?? [];
      open.add(id);
      const waiting = next.find((used) => uses.has(used) && !heights.has(used));
      if (waiting !== undefined && open.has(waiting)) return circle;
      if (waiting !== undefined) {
        path.push(waiting);
        continue;
      }
      const height = 1 + Math.max(0, ...next.map((used) => heights.get(used) ?? 0));
      if (height > deepest) return `The relationships of its product tree are chained more than ${deepest} deep.`;
      heights.set(id, height);
      open.delete(id);
      path.pop();
    }
  }
  return null;
}
