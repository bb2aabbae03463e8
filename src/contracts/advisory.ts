import { z } from 'zod';
import type { Advisory, AdvisoryRecord, AffectedProduct, ExploitedVulnerability, SupportEnd } from '../domain/advisories/advisory.ts';
import { documentFormats } from '../domain/advisories/advisory.ts';
import { longestVersion, versionSchemes } from '../domain/versions/version-scheme.ts';

export const cveId = z.string().regex(/^CVE-\d{4}-\d{4,12}$/);
export const kbId = z.string().regex(/^KB\d{4,9}$/);
export const day = z.iso.date();
const productKey = z.string().max(600);
const version = z.string().max(longestVersion);
const format = z.enum(documentFormats);
const architecture = z.enum(['x64', 'x86', 'arm64']);

const range = z.strictObject({
  introduced: version.nullable(),
  isAfter: z.literal(true).exactOptional(),
  fixed: version.nullable(),
  lastAffected: version.nullable(),
});
/** Absent fields are the usual: what is stored a hundred thousand times is stored short. */
const product = z.strictObject({
  keys: z.array(productKey).min(1).max(20),
  label: z.string().max(1000),
  vendor: z.string().max(300).nullable().default(null),
  scheme: z.enum(versionSchemes),
  status: z.enum(['affected', 'not-affected', 'under-investigation']).default('affected'),
  ranges: z.array(range).max(2000).default([]),
  versions: z.array(version).max(20_000).default([]),
  updates: z.array(kbId).max(50).default([]),
  architectures: z.array(architecture).max(3).default([]),
  remedy: z.string().max(4000).nullable().default(null),
  isFixPlanned: z.boolean().default(true),
}) satisfies z.ZodType<AffectedProduct>;

export const advisory = z.strictObject({
  id: z.string().min(1).max(200),
  format,
  cves: z.array(cveId).max(5000).default([]),
  title: z.string().max(2000),
  cvss: z.number().min(0).max(10).nullable().default(null),
  publishedAt: z.string().max(40).nullable().default(null),
  modifiedAt: z.string().max(40).nullable().default(null),
  withdrawnAt: z.string().max(40).nullable().default(null),
  references: z.array(z.string().max(2000)).max(200).default([]),
  products: z.array(product).max(20_000).default([]),
}) satisfies z.ZodType<Advisory>;

export const exploitedVulnerability = z.strictObject({
  cve: cveId,
  vendor: z.string().max(300),
  product: z.string().max(300),
  title: z.string().max(1000),
  addedOn: day,
  dueOn: day,
  isUsedByRansomware: z.boolean(),
  requiredAction: z.string().max(4000),
}) satisfies z.ZodType<ExploitedVulnerability>;

export const supportEnd = z.strictObject({
  product: productKey,
  label: z.string().max(300),
  endsOn: day,
  extendedEndsOn: day.nullable(),
  source: z.string().max(500),
  readOn: day,
}) satisfies z.ZodType<SupportEnd>;

export const advisoryRecord: z.ZodType<AdvisoryRecord> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('advisory'), advisory }),
  z.strictObject({ kind: z.literal('exploited'), exploited: exploitedVulnerability }),
  z.strictObject({
    kind: z.literal('score'),
    score: z.strictObject({ cve: cveId, probability: z.number().min(0).max(1), percentile: z.number().min(0).max(1), scoredOn: day }),
  }),
  z.strictObject({
    kind: z.literal('update'),
    update: z.strictObject({ kb: kbId, product: productKey, supersedes: z.array(kbId).max(1000), build: version.nullable() }),
  }),
  z.strictObject({ kind: z.literal('support-end'), supportEnd }),
  z.strictObject({ kind: z.literal('release'), release: z.strictObject({ format, release: productKey }) }),
  z.strictObject({ kind: z.literal('reading'), reading: z.strictObject({ format, readAt: z.iso.datetime() }) }),
]);

/** The JSON text that `advisory` reads back: without what is the usual. */
export function shortAdvisory({ products, ...rest }: Advisory): string {
  return JSON.stringify({ ...withoutUsual(rest), products: products.map(withoutUsual) });
}

const withoutUsual = (record: object): object =>
  Object.fromEntries(
    Object.entries(record).filter(([name, value]) => {
      if (value === null || (Array.isArray(value) && value.length === 0)) return false;
      return !(name === 'status' && value === 'affected') && !(name === 'isFixPlanned' && value === true);
    }),
  );
