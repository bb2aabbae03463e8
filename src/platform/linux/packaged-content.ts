import { createHash } from 'node:crypto';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { resolveLink } from '../../domain/explain-change.ts';
import type { PackagedFile } from '../../domain/explanation.ts';
import type { HostFiles } from '../host.ts';

/** The names of one file on a system whose /bin, /sbin and /lib lead into /usr. */
export function namesOf(path: string): string[] {
  const merged = /^(?:\/usr)?(\/(?:bin|sbin|lib\w*)\/.*)$/.exec(path)?.[1];
  return merged ? [`/usr${merged}`, merged] : [path];
}

/** `paths`, and what links among them lead to. */
export function withLinkTargets(files: HostFiles, paths: readonly string[]): string[] {
  const all = new Set<string>();
  const follow = (path: string): void => {
    if (all.has(path)) return;
    all.add(path);
    const state = path.startsWith('/') ? files.state(path) : null;
    if (state?.status === 'read' && state.value.linkTarget !== null) follow(resolveLink(path, state.value.linkTarget));
  };
  for (const path of paths) follow(path);
  return [...all];
}

/** What a path holds now: a digest of a file, the target of a link, neither where it is gone. */
export function contentOf(files: HostFiles, root: string, path: string, algorithm: string): Pick<PackagedFile, 'digest' | 'linkTarget'> {
  const state = files.state(path);
  if (state.status === 'absent') return { digest: null, linkTarget: null };
  if (state.status === 'unreadable') return unreadable;
  // A device such as /dev/null, to which a masked unit leads, is not gone either.
  if (state.value.digest === null)
    return state.value.linkTarget === null ? unreadable : { digest: null, linkTarget: state.value.linkTarget };
  try {
    return { digest: digestOf(root === '/' ? path : join(root, path), algorithm), linkTarget: null };
  } catch {
    return unreadable;
  }
}

// Not gone, and explained by nothing.
const unreadable = { digest: null, linkTarget: 'unreadable' } as const;

const buffer = Buffer.allocUnsafe(64 * 1024);

function digestOf(path: string, algorithm: string): string {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    const hash = createHash(algorithm);
    for (let read = readSync(fd, buffer); read > 0; read = readSync(fd, buffer)) hash.update(buffer.subarray(0, read));
    return hash.digest('hex');
  } finally {
    closeSync(fd);
  }
}
