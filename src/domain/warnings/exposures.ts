import type { CveExposure } from '../advisories/exposure.ts';

/** What advisories say of CVEs on the inventories that the collector holds. Costs once per distinct inventory, never per machine. */
export interface Exposures {
  /** By inventory digest. An inventory or a CVE that is not answered for is unknown. `digests` asks about these only. */
  ofCves(cves: readonly string[], digests?: readonly string[]): Promise<ReadonlyMap<string, readonly CveExposure[]>>;
  /** Calls back whenever answers may have changed: an import, an inventory that can be matched now. Returns how to end that. */
  onChange(listener: () => void): () => void;
}

/** What is known about a CVE itself, beside who is affected. */
export interface CveKnowledge {
  readonly cve: string;
  /** Listed by CISA as exploited. */
  readonly isKnownExploited: boolean;
  readonly isUsedByRansomware: boolean;
  /** EPSS probability, 0 to 1; null where not known. */
  readonly exploitProbability: number | null;
  /** CVSS base score; null where not known. */
  readonly cvss: number | null;
}

export interface CveKnowledgeBase {
  /** A CVE that is left out is one of which nothing is known. */
  about(cves: readonly string[]): Promise<ReadonlyMap<string, CveKnowledge>>;
  /** When the oldest of the sources that verdicts rest on was last read, ISO 8601; null where there is none. */
  dataReadAt(): string | null;
}
