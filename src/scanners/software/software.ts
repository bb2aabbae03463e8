import { z } from 'zod';
import { unreadable } from '../fact-shapes.ts';
import { defineScanner } from '../scanner.ts';
import { inventoryShape } from './inventory-shape.ts';

/** The inventory that advisories are matched against. A machine without any known package manager is not a machine without software. */
export const software = defineScanner({
  id: 'software',
  runsOn: ['linux', 'win32'],
  everyMinutes: 360,
  timeoutMs: 180_000,
  facts: z.strictObject({ value: inventoryShape, unreadable: z.array(unreadable).readonly() }),
  collect: ({ host, signal }) => host.readInventory(signal),
  judge: ({ value: inventory, unreadable: hidden }) => ({
    verdict: inventory.software === null ? { status: 'unknown', reason: 'software-list-missing', subjects: [] } : { status: 'pass' },
    unreadable: hidden,
    section: { name: 'inventory', body: inventory },
  }),
});
