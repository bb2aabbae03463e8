import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inventory as schema } from '../../../../src/contracts/inventory.ts';
import type { SoftwareItem } from '../../../../src/domain/inventory/inventory.ts';
import { mostSoftwareItems } from '../../../../src/domain/inventory/inventory-limits.ts';
import { tidyInventory } from '../../../../src/domain/inventory/tidy-inventory.ts';
import { anyInventory, windows10 } from '../../../support/inventories.ts';

const program = (over: Partial<SoftwareItem>): SoftwareItem => ({ manager: 'windows-program', name: 'X', version: '1', arch: '', ...over });
const tidied = (...software: SoftwareItem[]): readonly SoftwareItem[] | null =>
  tidyInventory({ system: windows10, software, updates: [] }).software;

test.for([
  ['a folder of a person', { name: 'Tool at C:\\Users\\nguyen.an\\AppData' }, { name: 'Tool at C:\\Users\\~\\AppData' }],
  ['an account', { name: 'Sync S-1-5-21-1-2-3-1001' }, { name: 'Sync ~' }],
  ['a home', { vendor: '/home/nguyen.an/bin' }, { vendor: '/home/~/~' }],
  ['control characters', { name: 'A\u0000\n\tB\u2028' }, { name: 'A B' }],
  ['half of a surrogate pair', { name: 'A\ud800' }, { name: 'A' }],
  ['a version too long to be one', { version: '1'.repeat(201) }, { version: null }],
  ['an empty version', { version: ' ' }, { version: null }],
  ['a name too long', { name: 'n'.repeat(1000) }, { name: 'n'.repeat(300) }],
] as const)('%s', ([, over, expected]) => expect(tidied(program(over))).toEqual([program(expected)]));

test('what has no name is no item, what stands twice is one', () =>
  expect(tidied(program({ name: ' ' }), program({}), program({}), program({ arch: 'x86' }))).toEqual([
    program({}),
    program({ arch: 'x86' }),
  ]));

test('more items than a machine can have count as unread', () =>
  expect(tidied(...Array.from({ length: mostSoftwareItems + 1 }, (_, index) => program({ name: `${index}` })))).toBeNull());

test('whatever was read, the tidy inventory is one that the collector takes, and tidying it again changes nothing', () =>
  fc.assert(
    fc.property(anyInventory, (inventory) => {
      const tidy = tidyInventory(inventory);
      expect(schema.parse(tidy)).toEqual(tidy);
      expect(JSON.stringify(tidyInventory(tidy))).toBe(JSON.stringify(tidy));
    }),
  ));

test('the order of reading never changes the text', () =>
  fc.assert(
    fc.property(anyInventory, (inventory) => {
      const { software, updates } = inventory;
      const turned = { ...inventory, software: software?.toReversed() ?? null, updates: updates?.toReversed() ?? null };
      expect(JSON.stringify(tidyInventory(turned))).toBe(JSON.stringify(tidyInventory(inventory)));
    }),
  ));

test('no name of a person in a path is left, in any text', () =>
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z][a-z0-9._-]{4,12}$/),
      fc.constantFrom('name', 'vendor', 'channel', 'version'),
      fc.constantFrom('C:\\Users\\', '/home/', 'D:\\Users\\'),
      (person, field, folder) => {
        expect(JSON.stringify(tidied(program({ [field]: `x ${folder}${person}\\y` })))).not.toContain(person);
      },
    ),
  ));
