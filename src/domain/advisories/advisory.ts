import type { VersionScheme } from '../versions/version-scheme.ts';
import type { ProductKey } from './product-key.ts';

/** Formats that documents about vulnerabilities come in. */
export const documentFormats = ['csaf', 'osv', 'kev', 'epss', 'msrc-builds', 'msrc-kb', 'endoflife', 'letters', 'feed'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

/** Affected from `introduced` (null: from the first version) up to, without, `fixed`, or up to and with `lastAffected`; neither: no end is known. */
export interface VersionRange {
  readonly introduced: string | null;
  /** True where `introduced` itself is not affected. */
  readonly isAfter?: true;
  readonly fixed: string | null;
  readonly lastAffected: string | null;
}

/** What an advisory says of one product. */
export interface AffectedProduct {
  /** All names of this one product; an item of software is it when it has any of them. */
  readonly keys: readonly ProductKey[];
  /** As the document names it, for people: `Philips IntelliVue MP90 <=M.04`. */
  readonly label: string;
  /** Null where the document names none. */
  readonly vendor: string | null;
  readonly scheme: VersionScheme;
  /** `not-affected`: the document says so. `under-investigation`: the document does not know yet. */
  readonly status: 'affected' | 'not-affected' | 'under-investigation';
  /** No ranges, no versions and no updates: every version. */
  readonly ranges: readonly VersionRange[];
  readonly versions: readonly string[];
  /** Windows: any of these updates, or one that supersedes it, fixes it; `KB5071546`. Ranges decide first where the revision is known. */
  readonly updates: readonly string[];
  /** Architectures that it is about; empty for all. */
  readonly architectures: readonly ('x64' | 'x86' | 'arm64')[];
  /** What the document advises, in its own words. */
  readonly remedy: string | null;
  /** False where the document says that no fix will be made. */
  readonly isFixPlanned: boolean;
}

/** One statement of a document about vulnerabilities of products. */
export interface Advisory {
  /** The document's own id: `DSA-5532-1`, `ICSMA-18-156-01`, `CVE-2025-49751`. Unique within its format. */
  readonly id: string;
  readonly format: DocumentFormat;
  /** Upper case, sorted, no duplicates. */
  readonly cves: readonly string[];
  readonly title: string;
  /** CVSS base score, the highest that the document gives; null where it gives none. */
  readonly cvss: number | null;
  /** ISO 8601; null where the document does not say. */
  readonly publishedAt: string | null;
  readonly modifiedAt: string | null;
  /** Withdrawn advisories are kept and decide nothing. */
  readonly withdrawnAt: string | null;
  readonly references: readonly string[];
  readonly products: readonly AffectedProduct[];
}

/** From CISA's catalogue of known exploited vulnerabilities. Dates are `YYYY-MM-DD`. */
export interface ExploitedVulnerability {
  readonly cve: string;
  readonly vendor: string;
  readonly product: string;
  readonly title: string;
  readonly addedOn: string;
  readonly dueOn: string;
  readonly isUsedByRansomware: boolean;
  readonly requiredAction: string;
}

/** From FIRST's Exploit Prediction Scoring System: probability and percentile, both 0 to 1. */
export interface ExploitScore {
  readonly cve: string;
  readonly probability: number;
  readonly percentile: number;
  readonly scoredOn: string;
}

/** What is known of one Windows update. */
export interface WindowsUpdate {
  /** `KB5071546`. */
  readonly kb: string;
  readonly product: ProductKey;
  /** Updates that this one takes the place of; with theirs, by and by. */
  readonly supersedes: readonly string[];
  /** Build and revision of a machine after it, `19045.6691`; null where the document does not say. */
  readonly build: string | null;
}

/** Until when a release gets fixes. Dates are `YYYY-MM-DD`. */
export interface SupportEnd {
  /** With an empty name it is about all of the release. */
  readonly product: ProductKey;
  readonly label: string;
  readonly endsOn: string;
  /** Where fixes go on for those who pay or ask for them; null where they do not. */
  readonly extendedEndsOn: string | null;
  readonly source: string;
  readonly readOn: string;
}

/** A release of a system that documents of a format speak of, in whatever advisory. */
export interface NamedRelease {
  readonly format: DocumentFormat;
  /** `debian|12|`, `windows|10-22h2|`. */
  readonly release: ProductKey;
}

/** When what there is of a format was last read where it is published. */
export interface SourceReading {
  readonly format: DocumentFormat;
  /** ISO 8601. */
  readonly readAt: string;
}

/** What a document gives, piece by piece. */
export type AdvisoryRecord =
  | { readonly kind: 'advisory'; readonly advisory: Advisory }
  | { readonly kind: 'exploited'; readonly exploited: ExploitedVulnerability }
  | { readonly kind: 'score'; readonly score: ExploitScore }
  | { readonly kind: 'update'; readonly update: WindowsUpdate }
  | { readonly kind: 'support-end'; readonly supportEnd: SupportEnd }
  /** Of the feed, which carries only a part of what its collector has: what that knows of the whole. */
  | { readonly kind: 'release'; readonly release: NamedRelease }
  | { readonly kind: 'reading'; readonly reading: SourceReading };

/** Where a document came from. */
export interface DocumentOrigin {
  /** Path or URL; an entry of an archive after `!`. */
  readonly source: string;
  readonly format: DocumentFormat;
  /** SHA-256 of its bytes in hexadecimal digits. */
  readonly digest: string;
  /** ISO 8601. */
  readonly readAt: string;
}
