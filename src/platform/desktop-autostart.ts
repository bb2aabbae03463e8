import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program that the desktop starts when a person signs in. */
export interface Autostart {
  isOn(): boolean;
  turn(isOn: boolean): void;
}

/** The person's own entry by the XDG Desktop Application Autostart Specification; null where the system is none that has them. */
export function desktopAutostart(
  command: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  os: NodeJS.Platform = process.platform,
): Autostart | null {
  const home = env.XDG_CONFIG_HOME || (env.HOME && join(env.HOME, '.config'));
  if (os !== 'linux' || !home) return null;
  const folder = join(home, 'autostart');
  const file = join(folder, 'wardwatch.desktop');
  return {
    isOn: () => existsSync(file),
    turn(isOn) {
      if (!isOn) return rmSync(file, { force: true });
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, `[Desktop Entry]\nType=Application\nName=WardWatch\nTerminal=false\nExec=${command.map(quoted).join(' ')}\n`);
    },
  };
}

// Desktop Entry Specification, "The Exec key": a quoted argument, and the backslashes of a string value doubled once more.
const quoted = (argument: string): string =>
  `"${argument
    .replaceAll(/[\\"`$]/g, (character) => `\\${character}`)
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`;
