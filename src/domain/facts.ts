/** What scanners read from a machine: facts, no judgement. */

/** Metadata and content digest of one file. `digest` is null for what is not a regular file. */
export interface FileState {
  readonly digest: string | null;
  readonly size: number;
  /** Permission bits with setuid, setgid and sticky, octal, such as `0755`. */
  readonly mode: string;
  readonly uid: number;
  readonly gid: number;
  readonly linkTarget: string | null;
}

export interface OsRelease {
  readonly hostname: string;
  readonly name: string;
  readonly version: string;
  readonly kernel: string;
  readonly arch: string;
  readonly manufacturer: string | null;
  readonly model: string | null;
}

export interface InstalledPackage {
  readonly manager: 'dpkg' | 'rpm';
  readonly name: string;
  readonly version: string;
  readonly arch: string;
}

export interface PendingUpdate {
  readonly name: string;
  readonly installed: string;
  readonly candidate: string;
  readonly isSecurity: boolean;
}

export type UpdateState =
  | {
      readonly status: 'read';
      readonly pending: readonly PendingUpdate[];
      /** When the lists of available updates were last fetched, ms since the epoch; null when never. */
      readonly listsFetchedAtMs: number | null;
      /** When a package was last installed or upgraded, ms since the epoch; null when the log does not tell. */
      readonly lastInstalledAtMs: number | null;
    }
  | { readonly status: 'unsupported' };

export interface RebootState {
  readonly required: boolean;
  /** Packages or the kernel that ask for it. */
  readonly because: readonly string[];
}

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
  readonly groups: readonly string[];
  readonly password: 'set' | 'locked' | 'empty' | 'unreadable';
}

export interface Listener {
  readonly protocol: 'tcp' | 'udp';
  /** Numeric local address. */
  readonly address: string;
  readonly port: number;
  /** Path of the program, null where the system does not tell. */
  readonly program: string | null;
  /** True where the port is from the range that the system gives out by itself. */
  readonly isEphemeral: boolean;
}

export interface FileAcl {
  readonly path: string;
  /** Such as `user:1001:rw-` and `default:group:4:r-x`, as getfacl(1) shows them. */
  readonly entries: readonly string[];
}

export interface PrivilegedFile {
  readonly path: string;
  /** Capabilities as getcap(8) shows them, such as `cap_net_raw=ep`; null for none. */
  readonly capabilities: string | null;
}
