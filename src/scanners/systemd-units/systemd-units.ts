import { z } from 'zod';
import type { HostFiles } from '../../platform/host.ts';
import { unreadable } from '../fact-shapes.ts';
import { defineScanner } from '../scanner.ts';
import { type WalkedFile, walkFiles } from '../walk-files.ts';
import { walkedFile } from '../walked-file.ts';
import { guardKinds } from './guard-units.ts';
import { unitLines, unitThings } from './unit-things.ts';

/** The load path of systemd.unit(5), less what generators write at each start. */
const systemPlaces = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/run/systemd/transient',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/etc/systemd/user',
  '/run/systemd/user',
  '/usr/local/lib/systemd/user',
  '/usr/lib/systemd/user',
] as const;

const unitPlaces = [...systemPlaces, '~/.config/systemd/user'];

const runningUnits = '/run/systemd/units';
const runningLink = 'invocation:';

const watchedUnit = /\.(service|timer|socket|path)(\.d\/[^/]+\.conf)?$/;

/**
 * Units that start programs: services, sockets, paths (T1543.002) and timers (T1053.006), of the system and of its users; and
 * those that guard it, when they are changed, masked, disabled or stopped (T1562).
 */
export const systemdUnits = defineScanner({
  id: 'systemd-units',
  runsOn: ['linux'],
  everyMinutes: 15,
  timeoutMs: 30_000,
  watches: [
    { kind: 'systemd-service', places: unitPlaces },
    { kind: 'systemd-timer', places: unitPlaces },
    ...guardKinds.map((kind) => ({ kind, places: [...systemPlaces.filter((place) => place.endsWith('/system')), runningUnits] })),
  ],
  facts: z.strictObject({
    units: z.array(z.strictObject({ file: walkedFile, lines: z.array(z.string()) })),
    /** Null where systemd does not tell. */
    running: z.array(z.string()).nullable(),
    unreadable: z.array(unreadable),
  }),
  collect: async ({ host, signal }) => {
    const accounts = await host.listAccounts(signal);
    const homes = [...new Set(accounts.value.map(({ home }) => `${home}/.config/systemd/user`))];
    const walk = await walkFiles(host.files, [...systemPlaces, ...homes], signal, (path) => watchedUnit.test(path));
    return {
      units: walk.files.map((file) => ({ file, lines: linesOf(host.files, file) })),
      running: runningOf(host.files),
      unreadable: [...walk.unreadable],
    };
  },
  judge: ({ units, running, unreadable: hidden }) => ({ things: unitThings(units, running), unreadable: hidden }),
});

/** systemd keeps a link for each unit that is active, named after it (systemd's src/core/unit.c, invocation ids). */
function runningOf(files: HostFiles): string[] | null {
  const listing = files.list(runningUnits);
  if (listing.status !== 'read') return null;
  return listing.value.flatMap(({ name }) => (name.startsWith(runningLink) ? [name.slice(runningLink.length)] : []));
}

function linesOf(files: HostFiles, { path, state }: WalkedFile): string[] {
  const text = state.digest === null ? null : files.readText(path, 256 * 1024);
  return text?.status === 'read' ? unitLines(text.value) : [];
}
