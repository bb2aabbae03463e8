import { z } from 'zod';
import type { FileAcl } from '../../domain/facts.ts';
import type { WatchedThing } from '../../domain/thing.ts';
import { fileAcl, unreadable } from '../fact-shapes.ts';
import { defineScanner } from '../scanner.ts';

/** Where one right too many gives the machine away: settings, programs, units, jobs, the kernel. */
const places = [
  '/etc',
  '/usr/bin',
  '/usr/sbin',
  '/usr/local',
  '/usr/libexec',
  '/usr/lib/systemd',
  '/usr/lib/modules',
  '/boot',
  '/root/.ssh',
  '/var/spool/cron',
] as const;

/** Rights that an access list gives beside owner, group and mode (T1222.002); acl(5). */
export const fileAcls = defineScanner({
  id: 'file-acls',
  runsOn: ['linux'],
  everyMinutes: 360,
  timeoutMs: 260_000,
  watches: [{ kind: 'file-acl', places }],
  facts: z.strictObject({ acls: z.array(fileAcl), unreadable: z.array(unreadable) }),
  collect: async ({ host, signal }) => {
    const read = await host.listFileAcls?.(places, signal);
    if (read?.status === 'read') return { acls: [...read.value.value], unreadable: [...read.value.unreadable] };
    return { acls: [], unreadable: [{ subject: '/', reason: read?.status === 'unreadable' ? read.reason : 'GETFACL_MISSING' }] };
  },
  judge: ({ acls, unreadable: hidden }) => ({ things: acls.map(aclThing), unreadable: hidden }),
});

function aclThing({ path, entries }: FileAcl): WatchedThing {
  return { kind: 'file-acl', key: path, state: { acl: entries }, severity: entries.some(grantsWriting) ? 'high' : 'medium' };
}

/** A named user or group, by what is left to it where a mask takes something away. */
const grantsWriting = (entry: string): boolean =>
  /^(default:)?(user|group):[^:]+:/.test(entry) && /w/.test(/#effective:(\S*)/.exec(entry)?.[1] ?? entry.slice(entry.lastIndexOf(':')));
