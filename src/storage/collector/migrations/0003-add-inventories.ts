/**
 * Inventories taken apart, each once for all machines that share it: `item` holds software under its names, once for all inventories that
 * have it. What a warning names leads to the inventories that have it without reading any of them.
 */
export const addInventories = {
  name: '0003-add-inventories',
  sql: `
CREATE TABLE inventory (
  number INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  frame TEXT NOT NULL
) STRICT;

CREATE TABLE item (
  number INTEGER PRIMARY KEY,
  body TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE item_key (
  key TEXT NOT NULL,
  item INTEGER NOT NULL REFERENCES item,
  family TEXT NOT NULL,
  PRIMARY KEY (key, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_key_by_family ON item_key (family, item);

CREATE TABLE inventory_item (
  item INTEGER NOT NULL REFERENCES item,
  inventory INTEGER NOT NULL REFERENCES inventory,
  PRIMARY KEY (item, inventory)
) STRICT, WITHOUT ROWID;
`,
} as const;
