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

export interface PendingUpdate {
  readonly name: string;
  readonly installed: string;
  readonly candidate: string;
  readonly isSecurity: boolean;
  /** Since when it has been offered, ms since the epoch, where the lists say so. */
  readonly offeredSinceMs?: number | undefined;
}

/** What installs updates by itself. */
export interface UpdateService {
  /** `not-set-up`: nobody ever turned it on, `turned-off`: somebody turned it off. */
  readonly automatic: 'on' | 'not-set-up' | 'turned-off' | 'unknown';
  /** Settings and units that say so, by their own names: `apt-daily.timer masked`. */
  readonly because: readonly string[];
  /** When it last ended well, ms since the epoch; null where it is not known. */
  readonly lastSuccessAtMs: number | null;
  /** Until when somebody paused updates, ms since the epoch; null where nobody did. */
  readonly pausedUntilMs: number | null;
}

export interface UpdateState {
  /** Null where this version cannot read what is missing. */
  readonly pending: readonly PendingUpdate[] | null;
  /** Sources of updates whose lists could not be read, each with the reason; absent for none. */
  readonly unreadLists?: readonly string[] | undefined;
  /** Pending updates of which nothing says whether they are for security; absent for none. */
  readonly unclassed?: readonly string[] | undefined;
  /** When the lists of available updates were last fetched, ms since the epoch; null when never. */
  readonly listsFetchedAtMs: number | null;
  /** The newest date that a fetched list of security updates carries, ms since the epoch: all that they offer was public by then. */
  readonly securityListsDatedMs: number | null;
  /** When a package or update was last installed, ms since the epoch; null when nothing tells. */
  readonly lastInstalledAtMs: number | null;
  readonly service: UpdateService;
}

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
