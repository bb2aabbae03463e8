import { z } from 'zod';
import { documentFormats } from '../../src/domain/advisories/advisory.ts';
import { longestVersion, versionSchemes } from '../../src/domain/versions/version-scheme.ts';

const key = z.string().regex(/^[^|]*\|[^|]*\|[^|]*$/);
const cve = z.string().regex(/^CVE-\d{4}-\d{4,19}$/);
const kb = z.string().regex(/^KB\d{5,8}$/);
const moment = z.iso.datetime().nullable();
const day = z.iso.date();
const version = z.string().max(longestVersion);

const product = z.strictObject({
  keys: z.array(key).min(1),
  label: z.string().max(1_000),
  vendor: z.string().nullable(),
  scheme: z.enum(versionSchemes),
  status: z.enum(['affected', 'not-affected', 'under-investigation']),
  ranges: z.array(
    z.strictObject({
      introduced: version.nullable(),
      isAfter: z.literal(true).optional(),
      fixed: version.nullable(),
      lastAffected: version.nullable(),
    }),
  ),
  versions: z.array(version),
  updates: z.array(kb),
  architectures: z.array(z.enum(['x64', 'x86', 'arm64'])),
  remedy: z.string().max(4_000).nullable(),
  isFixPlanned: z.boolean(),
});

/** Every record that an importer may give, with what its type does not tell. */
export const recordSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('advisory'),
    advisory: z.strictObject({
      id: z.string().min(1),
      format: z.enum(documentFormats),
      cves: z
        .array(cve)
        .refine((ids) => new Set(ids).size === ids.length && ids.join() === ids.toSorted().join(), 'sorted, without duplicates'),
      title: z.string(),
      cvss: z.number().min(0).max(10).nullable(),
      publishedAt: moment,
      modifiedAt: moment,
      withdrawnAt: moment,
      references: z.array(z.string().regex(/^https?:\/\//i)).max(50),
      products: z.array(product),
    }),
  }),
  z.strictObject({
    kind: z.literal('exploited'),
    exploited: z.strictObject({
      cve,
      vendor: z.string(),
      product: z.string(),
      title: z.string(),
      addedOn: day,
      dueOn: day,
      isUsedByRansomware: z.boolean(),
      requiredAction: z.string(),
    }),
  }),
  z.strictObject({
    kind: z.literal('score'),
    score: z.strictObject({ cve, probability: z.number().min(0).max(1), percentile: z.number().min(0).max(1), scoredOn: day }),
  }),
  z.strictObject({
    kind: z.literal('update'),
    update: z.strictObject({ kb, product: key, supersedes: z.array(kb), build: z.string().nullable() }),
  }),
  z.strictObject({
    kind: z.literal('support-end'),
    supportEnd: z.strictObject({
      product: key,
      label: z.string(),
      endsOn: day,
      extendedEndsOn: day.nullable(),
      source: z.string(),
      readOn: day,
    }),
  }),
]);
