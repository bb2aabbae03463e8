import { z } from 'zod';
import { visibleText } from '../visible-text.ts';

/** A name or a version; longer ones are nobody's. */
const short = z.string().max(500);
const eventSchema = z.object({
  introduced: short.optional(),
  fixed: short.optional(),
  last_affected: short.optional(),
  limit: short.optional(),
});
const range = z.object({ type: z.enum(['GIT', 'SEMVER', 'ECOSYSTEM']), events: z.array(eventSchema).min(1).max(2_000) });
const severity = z.array(z.object({ type: short, score: short })).max(100);
const specific = z.looseObject({});

const affected = z.object({
  package: z.object({ ecosystem: visibleText(500), name: visibleText(500), purl: z.string().max(2_000).optional() }).optional(),
  ranges: z.array(range).max(2_000).optional(),
  versions: z.array(z.string()).max(100_000).optional(),
  severity: severity.nullish(),
  ecosystem_specific: specific.nullish(),
});

const ids = z.array(z.string().max(200)).max(10_000).nullish();

/** OSV schema 1.x. Keys that a later 1.x adds are let be. */
export const osvDocument = z.object({
  schema_version: z
    .string()
    .regex(/^1\.\d{1,3}\.\d{1,3}/, 'is not version 1 of the OSV schema')
    .optional(),
  id: visibleText(200),
  modified: z.string().max(50),
  published: z.string().max(50).nullish(),
  withdrawn: z.string().max(50).nullish(),
  aliases: ids,
  upstream: ids,
  related: ids,
  summary: z.string().max(10_000).nullish(),
  severity: severity.nullish(),
  affected: z.array(affected).max(20_000).nullish(),
  references: z
    .array(z.object({ url: z.string().max(5_000) }))
    .max(10_000)
    .nullish(),
});

export type OsvDocument = z.infer<typeof osvDocument>;
export type OsvAffected = z.infer<typeof affected>;
export type OsvRange = z.infer<typeof range>;
