import type { HostFiles } from '../../platform/host.ts';

const folder = 'C:\\Windows\\System32';
export const accessibilityFiles: readonly string[] = ['sethc', 'Utilman', 'osk', 'Magnify', 'Narrator', 'DisplaySwitch', 'AtBroker'].map(
  (name) => `${folder}\\${name}.exe`,
);
/** What gives whoever starts it the run of the machine. */
const shells = [
  `${folder}\\cmd.exe`,
  `${folder}\\WindowsPowerShell\\v1.0\\powershell.exe`,
  'C:\\Windows\\explorer.exe',
  `${folder}\\Taskmgr.exe`,
  `${folder}\\mmc.exe`,
];

/** Programs that the sign-in screen offers, and the shell of the same content, if any: updates change both, an intruder makes them one. */
export function accessibilityPrograms(files: HostFiles): { readonly path: string; readonly sameAs: string | null }[] {
  const digestOf = (path: string): string | null => {
    const state = files.state(path);
    return state.status === 'read' ? state.value.digest : null;
  };
  const known = new Map(
    shells.flatMap((path) => {
      const digest = digestOf(path);
      return digest === null ? [] : [[digest, path] as const];
    }),
  );
  return accessibilityFiles.flatMap((path) => {
    const digest = digestOf(path);
    return digest === null ? [] : [{ path, sameAs: known.get(digest) ?? null }];
  });
}
