/** Where an item of software was found; it decides how its versions are ordered and what names it has. */
export const packageManagers = [
  'dpkg',
  'rpm',
  'apk',
  'snap',
  'flatpak',
  /** An entry of Windows' list of installed programs (the uninstall keys of machine and users). */
  'windows-program',
  'windows-store',
  /** Office by click-to-run. */
  'office',
] as const;
export type PackageManager = (typeof packageManagers)[number];

export interface SoftwareItem {
  readonly manager: PackageManager;
  readonly name: string;
  /** Null where the system keeps none. */
  readonly version: string | null;
  /** Empty where the system tells none. */
  readonly arch: string;
  /** The package that it was built from, where advisories speak of that (dpkg, apk). Absent where it is the item itself. */
  readonly source?: { readonly name: string; readonly version: string };
  /** Publisher, as the system names it. */
  readonly vendor?: string;
  /** Office's update channel, as its last path segment or its name. */
  readonly channel?: string;
}

export interface SystemIdentity {
  readonly family: 'linux' | 'windows' | 'macos';
  /** Name of the product without version or edition: `Debian`, `Ubuntu`, `Windows 10`, `Windows Server 2019`. */
  readonly product: string;
  /** `12`, `22.04`, `22H2`, `1809`, `SP1`; null where it cannot be told. */
  readonly version: string | null;
  readonly edition: string | null;
  /** Windows: 19045 of 10.0.19045.4046. */
  readonly build: number | null;
  /** Windows: 4046 of 10.0.19045.4046; null where it cannot be told. */
  readonly revision: number | null;
  readonly arch: 'x64' | 'x86' | 'arm64' | null;
}

/** The system and the software of one endpoint, without anything that names the endpoint: machines of one image share it. */
export interface Inventory {
  readonly system: SystemIdentity;
  /** Null where the list of software could not be read: what is not known is no reason to call a machine unaffected. */
  readonly software: readonly SoftwareItem[] | null;
  /** Windows: installed updates as `KB5071546`, sorted. Null where they could not be read, empty on other systems. */
  readonly updates: readonly string[] | null;
  /** The list of updates was cut: what it names is installed, what it does not name may be. */
  readonly areUpdatesPartial?: true;
}

/** An inventory apart from its software, which other inventories share. */
export interface InventoryFrame extends Pick<Inventory, 'system' | 'updates' | 'areUpdatesPartial'> {
  readonly hasSoftware: boolean;
}

export const frameOf = ({ system, updates, areUpdatesPartial, software }: Inventory): InventoryFrame => ({
  system,
  updates,
  ...(areUpdatesPartial && { areUpdatesPartial }),
  hasSoftware: software !== null,
});
