import { z } from 'zod';
import type { Unreadable } from '../../domain/coverage.ts';
import { dataText } from '../../domain/registry-key.ts';
import { kindsOfThing, type ThingKind } from '../../domain/thing.ts';
import { unreadable } from '../fact-shapes.ts';
import { readRegistry } from '../read-registry.ts';
import { defineScanner, type ScanContext } from '../scanner.ts';
import { shownLines } from '../persistence/shown-lines.ts';
import { walkFiles } from '../walk-files.ts';
import { walkedFile } from '../walked-file.ts';
import { accessibilityFiles, accessibilityPrograms } from './accessibility-programs.ts';
import { browserExtension, extensionFolders, findBrowserExtensions } from './browser-extensions.ts';
import { notInFiles, type WindowsFilePlace, windowsFilePlaces } from './file-places.ts';
import { recoveryFiles, recoveryPlaces, recoveryThing } from './recovery-files.ts';
import { expandWindowsPath, profileFolders } from './windows-paths.ts';

const profileList = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList';
const isThingKind = (kind: string): kind is ThingKind => Object.hasOwn(kindsOfThing, kind);
const placedFile = z.strictObject({ kind: z.string().refine(isThingKind), file: walkedFile, lines: z.array(z.string()).optional() });
type PlacedFile = z.infer<typeof placedFile>;

/** Files that start by themselves, the hosts file, extensions of browsers and of Office. */
export const windowsFiles = defineScanner({
  id: 'windows-files',
  runsOn: ['win32'],
  everyMinutes: 15,
  timeoutMs: 60_000,
  watches: [
    ...windowsFilePlaces.map(({ kind, paths }) => ({ kind, places: paths })),
    { kind: 'browser-extension', places: extensionFolders },
    { kind: 'accessibility-hijack', places: accessibilityFiles },
    { kind: 'backup-store', places: recoveryPlaces.stores },
    { kind: 'recovery-setting', places: [recoveryPlaces.environment] },
  ],
  facts: z.strictObject({
    files: z.array(placedFile),
    extensions: z.array(browserExtension),
    accessibility: z.array(z.strictObject({ path: z.string(), sameAs: z.string().nullable() })),
    recovery: z.array(recoveryThing),
    unreadable: z.array(unreadable),
  }),
  collect: async (context) => {
    const { files } = context.host;
    const registry = await readRegistry([profileList], context);
    const named = registry.keys.flatMap(({ values }) =>
      values.filter(({ name }) => name === 'ProfileImagePath').map(({ data }) => dataText(data)),
    );
    const profiles = profileFolders(files, named);
    const found: PlacedFile[] = [];
    const hidden: Unreadable[] = [...registry.unreadable];
    for (const place of windowsFilePlaces) {
      const here = await filesOf(place, profiles, context);
      found.push(...here.files);
      hidden.push(...here.unreadable);
    }
    const browser = findBrowserExtensions(files, profiles);
    const recovery = recoveryFiles(files);
    hidden.push(...recovery.unreadable, ...browser.unreadable, ...notInFiles.map(({ subject, reason }) => ({ subject, reason })));
    return {
      files: found,
      extensions: [...browser.extensions],
      accessibility: accessibilityPrograms(files),
      recovery: [...recovery.things],
      unreadable: hidden,
    };
  },
  judge: ({ files, extensions, accessibility, recovery, unreadable: hidden }) => ({
    things: [
      ...files.map(({ kind, file: { path, state }, lines }) => ({
        kind,
        key: path,
        state: { digest: state.digest, size: state.size, linkTarget: state.linkTarget, ...(lines ? { lines } : {}) },
      })),
      ...extensions.map(({ path, permissions }) => ({ kind: 'browser-extension' as const, key: path, state: { permissions } })),
      ...recovery,
      ...accessibility.map(({ path, sameAs }) => ({ kind: 'accessibility-hijack' as const, key: path, state: { sameAs } })),
    ],
    unreadable: hidden,
  }),
});

async function filesOf(
  place: WindowsFilePlace,
  profiles: readonly string[],
  { host, signal }: ScanContext,
): Promise<{ files: PlacedFile[]; unreadable: readonly Unreadable[] }> {
  const paths = place.paths.flatMap((pattern) => expandWindowsPath(host.files, pattern, profiles));
  const walk = await walkFiles(host.files, [...new Set(paths)], signal, (path) => place.only?.test(path) ?? true);
  const files = walk.files.map((file): PlacedFile => {
    if (!place.showLines || file.state.digest === null) return { kind: place.kind, file };
    const text = host.files.readText(file.path, 64 * 1024);
    return { kind: place.kind, file, lines: text.status === 'read' ? shownLines(text.value) : [] };
  });
  return { files, unreadable: walk.unreadable };
}
