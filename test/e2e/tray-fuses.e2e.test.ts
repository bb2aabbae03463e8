import { spawnSync } from 'node:child_process';
import { copyFileSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setFuses } from '../../build/fuses.ts';
import { electronExecutable } from '../../build/setup/electron-runtime.ts';
import { lacksDesktop } from './tray/needs.ts';

/** Another Electron of the same files but its program, which is a copy: fuses are set in the file itself. */
function runtimeOfItsOwn(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'wardwatch-fuses-')), 'electron');
  const from = dirname(electronExecutable);
  mkdirSync(join(folder, 'resources'), { recursive: true });
  for (const name of readdirSync(from)) {
    if (name === 'locales') symlinkSync(join(from, name), join(folder, name));
    else if (name !== 'resources' && name !== basename(electronExecutable)) linkOrCopy(join(from, name), join(folder, name));
  }
  copyFileSync(electronExecutable, join(folder, 'electron'));
  return join(folder, 'electron');
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to); // on another file system
  }
}

describe.skipIf(lacksDesktop)('a packaged tray application', () => {
  let plain: string;
  let fused: string;
  const run = (executable: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawnSync(executable, ['--no-sandbox', '--disable-gpu', ...args], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
      timeout: 20_000,
      killSignal: 'SIGKILL',
    });
  beforeAll(async () => {
    plain = runtimeOfItsOwn();
    fused = runtimeOfItsOwn();
    await setFuses(fused);
    for (const executable of [plain, fused]) {
      const application = join(dirname(executable), 'resources', 'app');
      mkdirSync(application);
      writeFileSync(join(application, 'package.json'), '{"name": "app", "main": "main.js"}');
      writeFileSync(join(application, 'main.js'), 'console.log("loaded from a folder"); require("electron").app.exit(42);');
    }
  });
  afterAll(() => {
    for (const executable of [plain, fused]) rmSync(join(dirname(executable), '..'), { recursive: true, force: true });
  });

  test('is no Node, whatever variable says so', () => {
    const asNode = { ELECTRON_RUN_AS_NODE: '1' };
    expect(spawnSync(plain, ['-e', 'process.exit(7)'], { env: { ...process.env, ...asNode }, timeout: 20_000 }).status).toBe(7);
    expect(spawnSync(fused, ['-e', 'process.exit(7)'], { env: { ...process.env, ...asNode }, timeout: 20_000 }).status).not.toBe(7);
  });

  test('takes its code from the archive that is checked, not from a folder beside it', () => {
    const open = run(plain, []);
    expect([open.status, open.stdout]).toEqual([42, expect.stringContaining('loaded from a folder')]);
    const shut = run(fused, ['--version']);
    expect(shut.stdout).not.toContain('loaded from a folder');
  });

  test('has each fuse as it should be', async () => {
    const wire = await getCurrentFuseWire(fused);
    const stateOf = (fuse: FuseV1Options): FuseState | undefined => ('version' in wire ? wire[fuse] : undefined);
    for (const fuse of [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
    ])
      expect(stateOf(fuse), FuseV1Options[fuse]).toBe(FuseState.DISABLE);
    for (const fuse of [
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
      FuseV1Options.EnableCookieEncryption,
    ])
      expect(stateOf(fuse), FuseV1Options[fuse]).toBe(FuseState.ENABLE);
  });
});
