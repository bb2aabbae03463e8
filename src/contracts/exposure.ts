import { z } from 'zod';
import { type CveExposure, exposureStatuses, exposureUnknowns } from '../domain/advisories/exposure.ts';
import { cveId } from './advisory.ts';

const text = z.string().max(4000);

export const cveExposure: z.ZodType<CveExposure> = z.strictObject({
  cve: cveId,
  status: z.enum(exposureStatuses),
  reason: z.enum(exposureUnknowns).exactOptional(),
  advisories: z.array(z.string().max(200)),
  evidence: z.array(
    z.strictObject({
      item: text.nullable(),
      installed: text.nullable(),
      fixed: text.nullable(),
      updates: z.array(z.string().max(20)),
      product: text,
      remedy: text.nullable(),
    }),
  ),
});
