import { readdirSync, readlinkSync } from 'node:fs';

export interface SocketOwners {
  /** Socket inode to the path of the program that holds it. */
  readonly programs: ReadonlyMap<string, string>;
  /** Processes whose descriptors could not be read, for want of rights. */
  readonly hidden: number;
}

/** Who holds which socket, from /proc/<pid>/fd (proc_pid_fd(5)). Processes that end meanwhile are passed over. */
export function readSocketOwners(wanted: ReadonlySet<string>): SocketOwners {
  const programs = new Map<string, string>();
  let hidden = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const descriptors = attempt(() => readdirSync(`/proc/${pid}/fd`));
    if (!descriptors) hidden += 1;
    for (const descriptor of descriptors ?? []) {
      const target = attempt(() => readlinkSync(`/proc/${pid}/fd/${descriptor}`));
      const inode = target ? /^socket:\[(\d+)\]$/.exec(target)?.[1] : undefined;
      if (!inode || !wanted.has(inode) || programs.has(inode)) continue;
      const program = attempt(() => readlinkSync(`/proc/${pid}/exe`));
      if (program) programs.set(inode, program);
    }
  }
  return { programs, hidden };
}

function attempt<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null; // ended meanwhile, or not ours to read: counted by the caller
  }
}
