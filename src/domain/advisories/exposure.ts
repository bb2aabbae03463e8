import type { DocumentOrigin } from './advisory.ts';

/** What an advisory means for one inventory. `end-of-life`: affected or never looked at any more, and no fix will come. */
export const exposureStatuses = ['affected', 'end-of-life', 'unknown', 'fixed', 'not-affected'] as const;
export type ExposureStatus = (typeof exposureStatuses)[number];

export const exposureUnknowns = [
  /** The list of software could not be read. */
  'inventory-missing',
  /** The system itself could not be told apart. */
  'system-unknown',
  'version-missing',
  /** Installed or stated version is not one of its scheme. */
  'version-unreadable',
  /** Neither revision nor installed updates of a Windows are known. */
  'updates-missing',
  /** The document itself does not know yet. */
  'under-investigation',
  /** Nothing imported speaks of this vulnerability. */
  'no-advisory',
  /** The same name, and one side names no vendor. */
  'vendor-unsure',
  /** A package of a distribution, which fixes under its own versions: only the distribution's own advisories tell. */
  'distribution-version',
  /** Updates are installed that are newer than all that the imported documents know. */
  'updates-newer-than-data',
  /** The source speaks of other releases of this system and never of this one: that it names none of it means nothing. */
  'release-not-covered',
  /** The document names only updates of which it is not known whether the build of the machine holds them. */
  'update-not-placed',
  /** The document names neither a version nor an update that fixes it. */
  'no-fix-named',
] as const;
export type ExposureUnknown = (typeof exposureUnknowns)[number];

/** Which item of software, held against which statement, decided; or what was looked for, where nothing of it was found. */
export interface ExposureEvidence {
  /** The item as it is installed; the system's name where it is the system. Null where nothing of the product was found. */
  readonly item: string | null;
  readonly installed: string | null;
  /** The version that fixes it, where one is named. */
  readonly fixed: string | null;
  /** The updates that fix it, where they are named. */
  readonly updates: readonly string[];
  /** The product as the document names it; the item itself where the document names only other releases of it. */
  readonly product: string;
  readonly remedy: string | null;
}

export interface Exposure {
  readonly advisory: string;
  readonly format: string;
  readonly cves: readonly string[];
  readonly status: ExposureStatus;
  readonly reason?: ExposureUnknown;
  /** Empty only where the advisory names no product. */
  readonly evidence: readonly ExposureEvidence[];
}

/** With the document that decided. */
export interface DocumentedExposure extends Exposure {
  readonly document: DocumentOrigin;
}

/** What counts where several statements are about one vulnerability: the worst, and not knowing is worse than being fixed. */
export const worstExposure = (statuses: readonly ExposureStatus[]): ExposureStatus =>
  exposureStatuses.find((status) => statuses.includes(status)) ?? 'not-affected';

/** What is known of one vulnerability on one inventory, over all advisories that name it. */
export interface CveExposure {
  readonly cve: string;
  readonly status: ExposureStatus;
  readonly reason?: ExposureUnknown;
  /** Ids of the advisories that decided. */
  readonly advisories: readonly string[];
  readonly evidence: readonly ExposureEvidence[];
}
