import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { fetchThroughProxy } from '../../advisories/sources/fetch-through-proxy.ts';
import { AppError } from '../../base/app-error.ts';
import { parseJson } from '../../base/parse-json.ts';
import { productVersion } from '../../base/version.ts';
import { mostManifestBytes } from '../../contracts/update.ts';
import type { CliIo } from '../cli-io.ts';
import { readInputFile } from '../input-file.ts';
import { findInstallation } from '../installation.ts';
import { readManifest } from '../update/read-manifest.ts';

const checkOptions = z.object({ manifest: z.string().min(1), dataDir: z.string().optional(), json: z.boolean().optional() });
const seen = z.strictObject({ serial: z.int().nonnegative() }).catch({ serial: 0 });

/** `update check` tells whether there is a newer release, and does nothing else: installing is a person's or the site's tool's. */
export function addUpdateCommands(program: Command, io: CliIo, keyFolder: string = import.meta.dirname): void {
  program
    .command('update')
    .description('releases of this product')
    .command('check')
    .description('verify a signed manifest and tell whether it names a newer release; exit code 1 when it does')
    .requiredOption('--manifest <file|url>', 'file or https address of the manifest')
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .option('--json', 'one JSON document on standard output')
    .action(async (given: unknown) => {
      const { manifest, dataDir, json } = checkOptions.parse(given);
      const folder = join(findInstallation(io.env, dataDir).dataFolder, 'update');
      const stateFile = join(folder, 'seen.json');
      const last = seen.parse(existsSync(stateFile) ? parseJson(readFileSync(stateFile, 'utf8')) : null);
      const release = readManifest(await textOf(manifest, io), releaseKey(keyFolder), last.serial);
      mkdirSync(folder, { recursive: true });
      writeFileSync(stateFile, JSON.stringify({ serial: release.serial }), { flush: true });
      const isNewer = compareVersions(release.productVersion, productVersion) > 0;
      if (json === true) io.out(JSON.stringify({ installed: productVersion, isNewer, release }));
      else {
        io.out(
          isNewer ? `${productVersion} → ${release.productVersion}: ${release.notes}` : `${productVersion} = ${release.productVersion}`,
        );
        if (isNewer) for (const { name, sha256 } of release.files) io.out(`${sha256}  ${name}`);
      }
      if (isNewer) io.exitWith(1);
    });
}

/** Put beside the program by the build, from the publisher's `build/release-key.pem`. */
function releaseKey(from: string): string {
  const file = [
    join(from, 'release-key.pem'),
    join(from, '..', 'release-key.pem'),
    join(from, '..', '..', '..', 'build', 'release-key.pem'),
  ].find((one) => existsSync(one));
  if (file !== undefined) return readFileSync(file, 'utf8');
  throw new AppError(
    'UPDATE_MANIFEST_INVALID',
    'This build carries no key of a publisher, so no manifest can be verified. Build it with build/release-key.pem in place.',
  );
}

async function textOf(manifest: string, io: CliIo): Promise<string> {
  if (!manifest.startsWith('https://')) return Buffer.from(readInputFile(manifest, mostManifestBytes)).toString('utf8');
  const signal = AbortSignal.any([io.signal, AbortSignal.timeout(30_000)]);
  const answer = await fetchThroughProxy(io.env)(manifest, { headers: {}, redirect: 'manual', signal }).catch((cause: unknown) => {
    throw new AppError(
      'FILE_UNREADABLE',
      `${new URL(manifest).origin} cannot be reached. Fetch the manifest elsewhere and name the file.`,
      { cause },
    );
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > mostManifestBytes) break;
    chunks.push(chunk);
  }
  if (answer.status === 200 && size <= mostManifestBytes) return Buffer.concat(chunks).toString('utf8');
  throw new AppError(
    'FILE_UNREADABLE',
    `${new URL(manifest).origin} answered ${answer.status} or too much. Fetch the manifest elsewhere and name the file.`,
  );
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(/[.-]/).slice(0, 3).map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
