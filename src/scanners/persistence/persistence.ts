import { z } from 'zod';
import type { Unreadable } from '../../domain/coverage.ts';
import { kindsOfThing, type ThingKind } from '../../domain/thing.ts';
import { expandPaths } from '../expand-paths.ts';
import { unreadable } from '../fact-shapes.ts';
import { defineScanner, type ScanContext } from '../scanner.ts';
import { walkFiles } from '../walk-files.ts';
import { walkedFile } from '../walked-file.ts';
import type { Place } from './place.ts';
import { shownLines } from './shown-lines.ts';
import { startPlaces } from './start-places.ts';
import { trustPlaces } from './trust-places.ts';

const isThingKind = (kind: string): kind is ThingKind => Object.hasOwn(kindsOfThing, kind);
const placedFile = z.strictObject({
  kind: z.string().refine(isThingKind),
  file: walkedFile,
  lines: z.array(z.string()).optional(),
  /** Sets what is loaded into every program that starts from it. */
  setsLoader: z.boolean().optional(),
});
type PlacedFile = z.infer<typeof placedFile>;

/** ld.so(8), "ENVIRONMENT": what these name is loaded into programs (T1574.006). `DEFAULT=` is how pam_env(8) writes it. */
const loaderVariable = /^\s*(?:export\s+)?LD_(?:PRELOAD|LIBRARY_PATH|AUDIT)\s*(?:=|DEFAULT=)/m;

/** Files of every place in `startPlaces` and `trustPlaces`, one thing each. */
export const persistence = defineScanner({
  id: 'persistence',
  runsOn: ['linux'],
  everyMinutes: 15,
  timeoutMs: 60_000,
  watches: [...startPlaces, ...trustPlaces].map(({ kind, paths }) => ({ kind, places: paths })),
  facts: z.strictObject({ files: z.array(placedFile), unreadable: z.array(unreadable) }),
  collect: async (context) => {
    const accounts = await context.host.listAccounts(context.signal);
    const homes = [...new Set(accounts.value.map(({ home }) => home))].filter((home) => home.startsWith('/') && home !== '/nonexistent');
    const files: PlacedFile[] = [];
    const hidden: Unreadable[] = [];
    for (const place of [...startPlaces, ...trustPlaces]) {
      const found = await filesOf(place, homes, context);
      files.push(...found.files);
      hidden.push(...found.unreadable);
    }
    return { files, unreadable: hidden };
  },
  judge: ({ files, unreadable: hidden }) => ({
    things: files.map(({ kind, file, lines, setsLoader }) => ({
      kind,
      key: file.path,
      state: { ...file.state, ...(lines ? { lines } : {}) },
      ...(setsLoader ? ({ technique: 'T1574.006', severity: 'critical' } as const) : {}),
    })),
    unreadable: hidden,
  }),
});

async function filesOf(
  place: Place,
  homes: readonly string[],
  { host, signal }: ScanContext,
): Promise<{ files: PlacedFile[]; unreadable: readonly Unreadable[] }> {
  const paths = place.paths.flatMap((pattern) => expandPaths(host.files, pattern, homes));
  const walk = await walkFiles(host.files, [...new Set(paths)], signal, (path) => place.only?.test(path) ?? true);
  const files = walk.files.map((file): PlacedFile => {
    if (!(place.showLines || place.setsEnvironment) || file.state.digest === null) return { kind: place.kind, file };
    const text = host.files.readText(file.path, 64 * 1024);
    const lines = text.status === 'read' ? text.value : '';
    return {
      kind: place.kind,
      file,
      ...(place.showLines ? { lines: shownLines(lines) } : {}),
      ...(place.setsEnvironment && loaderVariable.test(lines) ? { setsLoader: true } : {}),
    };
  });
  return { files, unreadable: walk.unreadable };
}
