/** Why a change is none that a person has to look at. */
export type Explanation =
  | { readonly by: 'package'; readonly package: string; readonly version: string; readonly action: PackageAction }
  | { readonly by: 'publisher'; readonly publisher: string }
  | { readonly by: 'maintenance-window'; readonly window: string }
  | { readonly by: 'person'; readonly person: string; readonly reason: string };

/** What the package manager's log says was done. */
export type PackageAction = 'install' | 'upgrade' | 'reinstall' | 'remove';

export interface PackageTransaction {
  readonly package: string;
  readonly version: string;
  readonly action: PackageAction;
}

/** What package records and the file system say of one path. */
export interface PackagedFile {
  /** Of the content now, hexadecimal, by the algorithm of the records; null for what is no readable regular file. */
  readonly digest: string | null;
  /** Where a link leads, null for what is none. */
  readonly linkTarget: string | null;
  /** The installed package that lists the path; null for none. */
  readonly owner: string | null;
  /** The package, of those just transacted, whose installation scripts speak of the path; null for none. */
  readonly namedBy: string | null;
  /** Digests that the owner's records allow: its list of files, its configuration files, ucf's register. */
  readonly recordedDigests: readonly string[];
}

/** What happened to packages since the last reading, and what records say of the paths in question. */
export interface PackageRecords {
  readonly transactions: readonly PackageTransaction[];
  readonly files: ReadonlyMap<string, PackagedFile>;
}
