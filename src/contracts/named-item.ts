import { z } from 'zod';
import type { NamedItem } from '../domain/advisories/named-item.ts';

/** Software under its names, as a collector keeps it. */
export const namedItem: z.ZodType<NamedItem> = z.strictObject({
  item: z.string().max(2000),
  installed: z.string().max(1000).nullable(),
  keys: z.array(z.string().max(2000)).max(5000),
  vendor: z.string().max(1000).nullable(),
  isDistributed: z.boolean(),
});
