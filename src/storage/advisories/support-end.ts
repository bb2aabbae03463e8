import { z } from 'zod';
import { supportEnd } from '../../contracts/advisory.ts';
import type { SupportEnd } from '../../domain/advisories/advisory.ts';
import { type ProductKey, productKey, productKeyParts } from '../../domain/advisories/product-key.ts';
import { readAdvisoryRows } from './read-only.ts';

const rows = z.array(
  z.object({
    body: z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(supportEnd),
  }),
);

/** What was imported of the end of a system's support; null for a system that cannot be told, or of which nothing was. */
export function readSupportEnd(dataFolder: string, system: ProductKey | null): SupportEnd | null {
  if (system === null) return null;
  const release = productKey({ ...productKeyParts(system), name: '' });
  const found = rows.parse(readAdvisoryRows(dataFolder, 'SELECT body FROM support_end WHERE product IN (?, ?)', system, release));
  return found[0]?.body ?? null;
}
