import { importAdvisories } from '../../advisories/import-advisories.ts';
import { fetchThroughProxy } from '../../advisories/sources/fetch-through-proxy.ts';
import { validateFile } from '../../advisories/validate-file.ts';
import { AppError } from '../../base/app-error.ts';
import { isoTime, systemClock } from '../../base/clock.ts';
import { openAdvisoryStore } from '../../storage/advisories/advisory-store.ts';
import type { CliIo } from '../cli-io.ts';
import { importBundles, isBundleFile, trustedAuthority } from '../import-bundles.ts';
import { findInstallation } from '../installation.ts';
import { importWords } from '../text/import-words.ts';

export interface ImportCommandOptions {
  readonly json?: boolean;
  readonly dataDir?: string;
  readonly authority?: string;
}

const documentsBetweenLines = 1_000;

/** `advisories import`: what was taken, what was refused and why; bundles first. */
export async function importFrom(sources: readonly string[], { json, dataDir, authority }: ImportCommandOptions, io: CliIo): Promise<void> {
  const words = importWords(io.language);
  const { dataFolder } = findInstallation(io.env, dataDir);
  const { bundles = [], documents: plain = [] } = Object.groupBy(sources, (source) => (isBundleFile(source) ? 'bundles' : 'documents'));
  const store = openAdvisoryStore(dataFolder);
  let documents = 0;
  try {
    const taken = importBundles(bundles, () => trustedAuthority(dataFolder, authority), store);
    const read = await importAdvisories(plain, {
      sink: store.documents,
      memory: store.responses,
      signal: io.signal,
      clock: systemClock,
      fetch: fetchThroughProxy(io.env),
      onProgress: (progress) => {
        documents += 1;
        if (documents % documentsBetweenLines === 0) io.err(words.progress(progress));
      },
    });
    store.documents.flush();
    const result = {
      imported: taken.imported + read.imported,
      unchanged: taken.unchanged + read.unchanged,
      quarantined: [...taken.quarantined, ...read.quarantined],
      unreadable: read.unreadable,
      skipped: read.skipped,
      normalised: read.normalised,
    };
    for (const source of result.skipped) io.err(words.skipped(source));
    for (const { source, lowerCaseCves } of result.normalised) io.err(words.lowerCase(source, lowerCaseCves));
    for (const { source, reason } of result.quarantined) io.err(words.quarantined(source, reason));
    for (const { source, reason } of result.unreadable) io.err(words.unreadable(source, reason));
    io.out(json ? JSON.stringify(result) : words.summary(result));
    if (result.unreadable.length > 0) io.exitWith(3);
    else if (result.quarantined.length > 0) io.exitWith(1);
  } finally {
    store.close();
  }
}

/** `advisories validate`. */
export async function validate(file: string, { json }: Pick<ImportCommandOptions, 'json'>, io: CliIo): Promise<void> {
  const words = importWords(io.language);
  const validation = await validateFile(file, isoTime(systemClock).slice(0, 10));
  if (validation.status === 'unreadable') throw new AppError('FILE_UNREADABLE', words.unreadable(file, validation.reason));
  const { status, format } = validation;
  if (status === 'refused') {
    io.err(words.refused(validation.reason));
    io.exitWith(1);
  } else if (!json) io.out(words.accepted(validation.format));
  if (json) io.out(JSON.stringify({ accepted: status === 'accepted', format, ...(status === 'refused' && { reason: validation.reason }) }));
}
