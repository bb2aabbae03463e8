import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PrivilegedFile } from '../../domain/facts.ts';
import { type AllowedCommand, findCommand, type RunCommand } from '../run-command.ts';

// File systems without programs of this machine: the kernel's own, and those of other machines.
const passedOver = [
  'proc',
  'sysfs',
  'cgroup',
  'cgroup2',
  'devpts',
  'debugfs',
  'tracefs',
  'securityfs',
  'nfs',
  'nfs4',
  'cifs',
  'smb3',
  'fuse',
  'fuse.sshfs',
  'autofs',
  'squashfs',
];
// Layers of containers hold the same files many times over, each in a name space of its own.
const containers = ['/var/lib/docker', '/var/lib/containers', '/var/lib/containerd', '/var/lib/lxc'];

const findSetuid = (root: string): AllowedCommand => ({
  paths: ['/usr/bin/find', '/bin/find'],
  args: [
    root,
    '(',
    ...alternatives(passedOver.map((type) => ['-fstype', type])),
    '-o',
    ...alternatives(containers.map((path) => ['-path', join(root, path)])),
    ')',
    '-prune',
    '-o',
    '-type',
    'f',
    '-perm',
    '/6000',
    '-print0',
  ],
  timeoutMs: 240_000,
});

const places = ['/usr', '/opt', '/home', '/root', '/srv', '/var', '/tmp', '/etc', '/dev/shm'];
const findCapabilities = (root: string): AllowedCommand => ({
  paths: ['/usr/sbin/getcap', '/sbin/getcap'],
  args: ['-r', ...places.map((place) => join(root, place)).filter((place) => existsSync(place))],
  timeoutMs: 240_000,
});

const alternatives = (tests: readonly (readonly string[])[]): string[] =>
  tests.flatMap((test, index) => (index === 0 ? test : ['-o', ...test]));

/** Setuid and setgid files of all local file systems, and files with capabilities where getcap(8) is installed. Sorted by path. */
export async function listPrivilegedFiles(run: RunCommand, root: string, signal: AbortSignal): Promise<PrivilegedFile[]> {
  const within = (path: string): string => (root === '/' ? path : path.slice(root.length));
  const getcap = findCapabilities(root);
  const [found, listed] = await Promise.all([
    run(tolerant(findSetuid(root)), signal),
    findCommand(getcap) ? run(tolerant(getcap), signal) : '',
  ]);
  const setuid = parseFound(found).map(within);
  const capabilities = parseGetcap(listed);
  const all = new Map<string, string | null>(setuid.map((path) => [path, null]));
  for (const [path, held] of capabilities) all.set(within(path), held);
  return [...all].map(([path, held]) => ({ path, capabilities: held })).toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Files that vanish while they are looked at make these tools end with 1, with all else found. */
const tolerant = (command: AllowedCommand): AllowedCommand => ({ ...command, goodExitCodes: [0, 1] });

/** Pure. */
export const parseFound = (text: string): string[] => text.split('\0').filter((path) => path !== '');

/** Pure. Lines such as `/usr/bin/ping cap_net_raw=ep`. */
export function parseGetcap(text: string): Map<string, string> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const [, path, held] = /^(.*?)(?: =)? (cap_\S+)$/.exec(line) ?? [];
      return path && held ? [[path, held] as const] : [];
    }),
  );
}
