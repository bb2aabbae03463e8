import type { Kysely } from 'kysely';
import { inventoryFrame } from '../../contracts/inventory.ts';
import { namedItem } from '../../contracts/named-item.ts';
import type { NamedItem } from '../../domain/advisories/named-item.ts';
import { familyOf, type ProductKey } from '../../domain/advisories/product-key.ts';
import type { InventoryFrame } from '../../domain/inventory/inventory.ts';
import type { CollectorSchema } from './schema.ts';

export interface InventoryStore {
  /** Takes an inventory apart, once; idempotent on its digest. True where it was new. */
  save(digest: string, frame: InventoryFrame, items: readonly NamedItem[]): Promise<boolean>;
  /** All inventories by digest, or those that are asked for. Equal frames are one object. */
  frames(digests?: readonly string[]): Promise<ReadonlyMap<string, InventoryFrame>>;
  /** By digest: the items that have any of these names, or whose family is one of these. Equal items are one object. */
  itemsNamed(keys: readonly ProductKey[], families: readonly ProductKey[]): Promise<ReadonlyMap<string, readonly NamedItem[]>>;
  /** Families of all software on any endpoint. */
  families(): Promise<readonly ProductKey[]>;
}

/** SQLite takes 32,766 values in one statement; PostgreSQL 65,535. */
const mostValues = 5000;

export function createInventoryStore(db: Kysely<CollectorSchema>): InventoryStore {
  return {
    save: (digest, frame, items) => db.transaction().execute((transaction) => save(transaction, digest, frame, items)),
    async frames(digests) {
      const found = new Map<string, InventoryFrame>();
      // Machines of one build differ in their software: each frame is read once.
      const read = new Map<string, InventoryFrame>();
      const frameOf = (text: string): InventoryFrame => {
        const frame = read.get(text) ?? inventoryFrame.parse(JSON.parse(text));
        read.set(text, frame);
        return frame;
      };
      for (const some of digests === undefined ? [null] : chunks(digests)) {
        let query = db.selectFrom('inventory').select(['digest', 'frame']);
        if (some !== null) query = query.where('digest', 'in', some);
        for (const row of await query.execute()) found.set(row.digest, frameOf(row.frame));
      }
      return found;
    },
    async itemsNamed(keys, families) {
      const numbers = new Set<number>();
      for (const [column, names] of [['key', keys] as const, ['family', families] as const])
        for (const some of chunks(names))
          for (const { item } of await db.selectFrom('item_key').select('item').distinct().where(column, 'in', some).execute())
            numbers.add(item);
      const found = new Map<string, NamedItem[]>();
      for (const some of chunks([...numbers])) {
        const bodies = new Map(
          (await db.selectFrom('item').selectAll().where('number', 'in', some).execute()).map((row) => [
            row.number,
            namedItem.parse(JSON.parse(row.body)),
          ]),
        );
        const places = await db
          .selectFrom('inventory_item')
          .innerJoin('inventory', 'inventory.number', 'inventory_item.inventory')
          .select(['item', 'digest'])
          .where('item', 'in', some)
          .execute();
        for (const { item, digest } of places) {
          const body = bodies.get(item);
          const known = found.get(digest);
          if (body && known) known.push(body);
          else if (body) found.set(digest, [body]);
        }
      }
      return found;
    },
    async families() {
      return (await db.selectFrom('item_key').select('family').distinct().execute()).map(({ family }) => family);
    },
  };
}

async function save(db: Kysely<CollectorSchema>, digest: string, frame: InventoryFrame, items: readonly NamedItem[]): Promise<boolean> {
  const made = await db
    .insertInto('inventory')
    .values({ digest, frame: JSON.stringify(frame) })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .returning('number')
    .executeTakeFirst();
  if (!made) return false;
  const numbers = await itemNumbers(db, items);
  for (const some of chunks(numbers.map((item) => ({ item, inventory: made.number }))))
    await db.insertInto('inventory_item').values(some).execute();
  return true;
}

/** Of each item once, made where nobody had it before. */
async function itemNumbers(db: Kysely<CollectorSchema>, items: readonly NamedItem[]): Promise<number[]> {
  const byBody = new Map(items.map((item) => [JSON.stringify(item), item]));
  const numbers: number[] = [];
  for (const some of chunks([...byBody.keys()]))
    for (const { number, body } of await db.selectFrom('item').selectAll().where('body', 'in', some).execute()) {
      numbers.push(number);
      byBody.delete(body);
    }
  for (const [body, item] of byBody) {
    const { number } = await db.insertInto('item').values({ body }).returning('number').executeTakeFirstOrThrow();
    numbers.push(number);
    const names = [...new Set(item.keys)].map((key) => ({ key, item: number, family: familyOf(key) }));
    for (const some of chunks(names)) await db.insertInto('item_key').values(some).execute();
  }
  return numbers;
}

const chunks = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / mostValues) }, (_, at) => items.slice(at * mostValues, (at + 1) * mostValues));
