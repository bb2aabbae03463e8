import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { windowsNode, wineProgram } from '../../build/setup/wine.ts';

/** Why these tests cannot run here, or null. */
export const wineMissing: string | null = !existsSync(wineProgram)
  ? 'Wine is not installed'
  : existsSync(windowsNode)
    ? null
    : 'the Windows runtime for tests was not fetched';

export interface WineMachine {
  /** The folder that is drive C. */
  readonly drive: string;
  /** Runs a Windows program; resolves with its exit code and what it printed. Files of this system lie on drive Z. */
  run(program: string, args: readonly string[]): Promise<{ readonly code: number; readonly printed: string }>;
  /** Imports the text of a registry file, without its header. */
  importRegistry(text: string): Promise<void>;
  /** Writes a file by its Windows path, whatever the case of folders that are there. */
  writeFile(path: string, text: string | Buffer): void;
  remove(): Promise<void>;
}

const quiet = { WINEARCH: 'win64', WINEDEBUG: '-all', NODE_SKIP_PLATFORM_CHECK: '1', WINEDLLOVERRIDES: 'mscoree,mshtml=' };

/** A fresh Windows 10 as Wine makes it, in a folder of its own. */
export async function createWineMachine(): Promise<WineMachine> {
  const prefix = mkdtempSync(join(tmpdir(), 'wardwatch-wine-'));
  const env = { ...quiet, WINEPREFIX: prefix, PATH: '/usr/bin:/bin', HOME: prefix, USER: 'root', LC_ALL: 'C.UTF-8' };
  const start = async (program: string, args: readonly string[]): Promise<{ code: number; printed: string }> => {
    const output = join(prefix, `output-${Math.random().toString(36).slice(2)}`);
    const fd = openSync(output, 'w'); // a pipe as standard output fails within
    try {
      const child = spawn(program, [...args], { env, stdio: ['ignore', fd, fd] });
      const { promise, resolve } = Promise.withResolvers<number>();
      child.once('error', () => resolve(-1));
      child.once('close', (code) => resolve(code ?? -1));
      const code = await promise;
      return { code, printed: readFileSync(output, 'utf8') };
    } finally {
      closeSync(fd);
      rmSync(output, { force: true });
    }
  };
  await start(wineProgram, ['wineboot', '-i']);
  await start(wineProgram, ['winecfg', '-v', 'win10']);
  const run: WineMachine['run'] = (program, args) => start(wineProgram, [program, ...args]);
  return {
    drive: join(prefix, 'drive_c'),
    run,
    importRegistry: async (text) => {
      const whole = `\uFEFFWindows Registry Editor Version 5.00\n\n${text}`;
      writeFileSync(join(prefix, 'drive_c', 'import.reg'), whole.replaceAll('\n', '\r\n'), 'utf16le');
      const { code, printed } = await run('reg', ['import', 'C:\\import.reg']);
      if (code !== 0) throw new Error(`reg import ended with ${code}: ${printed}`);
    },
    writeFile: (path, text) => {
      const file = onDisk(join(prefix, 'drive_c'), path.slice(3).split('\\'));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    },
    remove: async () => {
      await start('/usr/lib/wine/wineserver64', ['-k', '-w']);
      rmSync(prefix, { recursive: true, force: true });
    },
  };
}

function onDisk(folder: string, [name = '', ...more]: readonly string[]): string {
  const known = existsSync(folder) ? readdirSync(folder).find((entry) => entry.toLowerCase() === name.toLowerCase()) : undefined;
  const here = join(folder, known ?? name);
  return more.length === 0 ? here : onDisk(here, more);
}
