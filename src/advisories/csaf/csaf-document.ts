import { z } from 'zod';
import { visibleText } from '../visible-text.ts';

/** Longer ids and names are nobody's. */
const longestName = 2_000;

const product = z.object({
  name: visibleText(longestName),
  product_id: z.string(),
  product_identification_helper: z.object({ cpe: z.string().optional(), purl: z.string().optional() }).optional(),
});
export type CsafFullProduct = z.infer<typeof product>;

const branch = z.object({
  category: z.string(),
  name: visibleText(longestName),
  product: product.optional(),
  get branches() {
    return z.array(branch).optional();
  },
});
export type CsafBranch = z.infer<typeof branch>;

const relationship = z.object({
  category: z.string(),
  full_product_name: product,
  product_reference: z.string(),
  relates_to_product_reference: z.string(),
});

const productTree = z.object({
  branches: z.array(branch).optional(),
  full_product_names: z.array(product).optional(),
  relationships: z.array(relationship).optional(),
  product_groups: z.array(z.object({ group_id: z.string(), product_ids: z.array(z.string()) })).optional(),
});
export type CsafProductTree = z.infer<typeof productTree>;

const productIds = z.array(z.string()).optional();
const remediation = z.object({ category: z.string(), details: z.string(), product_ids: productIds, group_ids: productIds });
export type CsafRemediation = z.infer<typeof remediation>;

const productStatus = z.object({
  first_affected: productIds,
  known_affected: productIds,
  last_affected: productIds,
  known_not_affected: productIds,
  first_fixed: productIds,
  fixed: productIds,
  under_investigation: productIds,
});
export type CsafProductStatus = z.infer<typeof productStatus>;

/** The schema of CSAF 2.0 knows no CVSS 4 and lets it be: bounds are held here. */
const score = z.object({ baseScore: z.number().min(0).max(10) }).optional();
const vulnerability = z.object({
  cve: z.string().optional(),
  product_status: productStatus.optional(),
  remediations: z.array(remediation).optional(),
  scores: z.array(z.object({ cvss_v4: score, cvss_v3: score, cvss_v2: score })).optional(),
});
export type CsafVulnerability = z.infer<typeof vulnerability>;

/** As much of CSAF 2.0 as is used, of a document that its schema and mandatory tests accept. */
export const csafDocument = z.object({
  document: z.object({
    title: z.string(),
    references: z.array(z.object({ url: z.string() })).optional(),
    tracking: z.object({ id: visibleText(longestName), initial_release_date: z.string(), current_release_date: z.string() }),
  }),
  product_tree: productTree.optional(),
  vulnerabilities: z.array(vulnerability).optional(),
});
export type CsafDocument = z.infer<typeof csafDocument>;
