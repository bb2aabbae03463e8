import { z } from 'zod';
import type { Unreadable } from '../../domain/coverage.ts';
import { unreadable } from '../fact-shapes.ts';
import type { HostFiles } from '../../platform/host.ts';
import { defineScanner } from '../scanner.ts';
import { judgeLogs, type LogFile } from './judge-logs.ts';

const folders = ['/var/log', '/var/log/audit'] as const;
// Binary logs of sign-ins, and the text logs that Debian, Ubuntu and Fedora write security events to.
const watchedLog = /\/(wtmp|btmp|lastlog|auth\.log|secure|syslog|messages|kern\.log|daemon\.log|dpkg\.log|audit\.log|sudo\.log|ufw\.log)$/;

const logFile = z.strictObject({ path: z.string(), inode: z.number(), size: z.number() });
const logFacts = z.strictObject({ nowMs: z.number(), files: z.array(logFile), histories: z.array(logFile).default([]) });
const historyName = /^\.(bash|zsh|ash|sh|python|mysql|psql)_history$/;

/** Security logs (T1070.002) and command histories (T1070.003) that were cleared and a clock that was set back, told against the reading before. */
export const logIntegrity = defineScanner({
  id: 'log-integrity',
  runsOn: ['linux'],
  everyMinutes: 15,
  timeoutMs: 20_000,
  facts: logFacts.extend({ unreadable: z.array(unreadable) }),
  collect: async ({ host, clock, signal }) => {
    const files: LogFile[] = [];
    const hidden: Unreadable[] = [];
    for (const folder of folders) {
      const entries = host.files.list(folder);
      if (entries.status === 'unreadable') hidden.push({ subject: folder, reason: entries.reason });
      for (const { name, type } of entries.status === 'read' ? entries.value : []) {
        const place = type === 'file' ? host.files.place(`${folder}/${name}`) : null;
        if (place?.status === 'read') files.push({ path: `${folder}/${name}`, ...place.value });
      }
    }
    const accounts = await host.listAccounts(signal);
    const homes = [...new Set(accounts.value.map(({ home }) => home))].filter((home) => /^\/(root|home\/.+)$/.test(home));
    return { nowMs: clock.now(), files, histories: homes.flatMap((home) => historiesOf(host.files, home)), unreadable: hidden };
  },
  judge: ({ unreadable: hidden, ...now }, _, { remembered }) => {
    const before = remembered === null ? null : logFacts.safeParse(JSON.parse(remembered));
    return {
      verdict: before?.success ? { status: 'pass' } : { status: 'unknown', reason: 'baseline-just-made', subjects: [] },
      drafts: before?.success ? judgeLogs(before.data, now, (path) => watchedLog.test(path)) : [],
      unreadable: hidden,
      remember: JSON.stringify(now),
    };
  },
});

/** A home that cannot be listed has no history that could be read before, either. */
function historiesOf(files: HostFiles, home: string): LogFile[] {
  const entries = files.list(home);
  return (entries.status === 'read' ? entries.value : [])
    .filter(({ name }) => historyName.test(name))
    .flatMap(({ name, type }) => {
      const path = `${home}/${name}`;
      const place = files.place(path);
      return place.status === 'read' ? [{ path, ...place.value, ...(type === 'file' ? {} : { size: 0 }) }] : [];
    });
}
