import { writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { writeBundle } from '../../advisories/feed/write-bundle.ts';
import { AppError } from '../../base/app-error.ts';
import { systemErrorCode } from '../../base/system-error.ts';
import { collectorFiles } from '../../collector/collector-address.ts';
import { openDataSigner } from '../../collector/tls/collector-tls.ts';
import type { CliIo } from '../cli-io.ts';
import { findInstallation } from '../installation.ts';
import { withAdvisories } from '../with-advisories.ts';

export interface ExportOptions {
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `advisories export`. Throws NOT_FOUND where nothing was imported yet, STORE_UNUSABLE where the file cannot be written. */
export async function exportBundle(file: string, options: ExportOptions, io: CliIo): Promise<void> {
  const { dataFolder } = findInstallation(io.env, options.dataDir);
  const signer = await openDataSigner(collectorFiles(dataFolder).tls);
  const { bundle, items } = withAdvisories(options, io, (store) => {
    const everything = store.feed.everything();
    if (everything.length === 0)
      throw new AppError(
        'NOT_FOUND',
        'There is no vulnerability data to export yet. Import some first: "wardwatch advisories import PATH".',
      );
    const now = new Date();
    // Whole, and of a feed of its own: what a machine follows online takes its place when it is online again.
    const versions = {
      feedId: randomUUID(),
      fromVersion: 0,
      toVersion: Math.floor(now.getTime() / 1000),
      createdAt: now.toISOString(),
    };
    return { bundle: writeBundle(everything, versions, signer), items: everything.length };
  });
  try {
    writeFileSync(file, bundle, { mode: 0o644, flush: true });
  } catch (cause) {
    throw new AppError('STORE_UNUSABLE', `${file} cannot be written (${systemErrorCode(cause) ?? 'unknown'}). Name another place.`, {
      cause,
    });
  }
  io.out(
    options.json ? JSON.stringify({ file, items, bytes: bundle.length }) : `${file}: ${items}, ${(bundle.length / 1024).toFixed(0)} KB`,
  );
}
