import { z } from 'zod';
import type { WatchedThing } from '../../domain/thing.ts';
import { unreadable } from '../fact-shapes.ts';
import { defineScanner } from '../scanner.ts';
import { type WalkedFile, walkFiles } from '../walk-files.ts';
import { walkedFile } from '../walked-file.ts';

/** Programs that administrators and the system itself run: a changed one speaks for whoever changed it (T1554). */
const programPlaces = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin'] as const;

/** Settings that decide who may sign in, what is loaded into every program and where names lead. */
const configurationPlaces = [
  '/etc/hosts',
  '/etc/ld.so.conf',
  '/etc/ld.so.conf.d',
  '/etc/ld.so.preload',
  '/etc/nsswitch.conf',
  '/etc/pam.conf',
  '/etc/pam.d',
  '/etc/profile',
  '/etc/profile.d',
  '/etc/bash.bashrc',
  '/etc/ssh/sshd_config',
  '/etc/ssh/sshd_config.d',
] as const;

/** The small default set; accounts, units, jobs and keys have scanners of their own and are not told twice. */
export const fileIntegrity = defineScanner({
  id: 'file-integrity',
  runsOn: ['linux'],
  everyMinutes: 360,
  timeoutMs: 300_000,
  watches: [
    { kind: 'system-file', places: programPlaces },
    { kind: 'configuration-file', places: configurationPlaces },
  ],
  facts: z.strictObject({ programs: z.array(walkedFile), configuration: z.array(walkedFile), unreadable: z.array(unreadable) }),
  collect: async ({ host, signal, extraFiles }) => {
    const programs = await walkFiles(host.files, programPlaces, signal);
    const configuration = await walkFiles(host.files, [...configurationPlaces, ...extraFiles], signal);
    return {
      programs: [...programs.files],
      configuration: [...configuration.files],
      unreadable: [...programs.unreadable, ...configuration.unreadable],
    };
  },
  judge: ({ programs, configuration, unreadable: hidden }) => ({
    things: [...programs.map((file) => thing('system-file', file)), ...configuration.map((file) => thing('configuration-file', file))],
    unreadable: hidden,
  }),
});

const thing = (kind: 'system-file' | 'configuration-file', { path, state }: WalkedFile): WatchedThing => ({
  kind,
  key: path,
  state: { ...state },
});
