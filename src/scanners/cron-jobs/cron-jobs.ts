import { z } from 'zod';
import type { HostFiles } from '../../platform/host.ts';
import { unreadable } from '../fact-shapes.ts';
import { defineScanner } from '../scanner.ts';
import { type WalkedFile, walkFiles } from '../walk-files.ts';
import { walkedFile } from '../walked-file.ts';
import { cronLines } from './cron-lines.ts';

/** Everything that cron(8) and anacron(8) read (T1053.003). */
export const cronPlaces = [
  '/etc/crontab',
  '/etc/anacrontab',
  '/etc/cron.d',
  '/etc/cron.hourly',
  '/etc/cron.daily',
  '/etc/cron.weekly',
  '/etc/cron.monthly',
  '/etc/cron.yearly',
  '/var/spool/cron',
] as const;

// Queues of at(1) under the same spool, and files that packages put there so that the folder is kept.
const notCron = /\/(atjobs|atspool)\/|\/\.placeholder$/;

export const cronJobs = defineScanner({
  id: 'cron-jobs',
  runsOn: ['linux'],
  everyMinutes: 15,
  timeoutMs: 20_000,
  watches: [{ kind: 'cron-job', places: cronPlaces }],
  facts: z.strictObject({
    files: z.array(z.strictObject({ file: walkedFile, lines: z.array(z.string()) })),
    unreadable: z.array(unreadable),
  }),
  collect: async ({ host, signal }) => {
    const walk = await walkFiles(host.files, cronPlaces, signal, (path) => !notCron.test(path));
    return { files: walk.files.map((file) => ({ file, lines: linesOf(host.files, file) })), unreadable: [...walk.unreadable] };
  },
  judge: ({ files, unreadable: hidden }) => ({
    things: files.map(({ file, lines }) => ({ kind: 'cron-job', key: file.path, state: { ...file.state, lines } })),
    unreadable: hidden,
  }),
});

function linesOf(files: HostFiles, { path, state }: WalkedFile): string[] {
  const text = state.digest === null ? null : files.readText(path, 64 * 1024);
  return text?.status === 'read' && !/\/cron\.(hourly|daily|weekly|monthly|yearly)\//.test(path) ? cronLines(text.value) : [];
}
