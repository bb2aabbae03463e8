import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isBundle, readBundle } from '../advisories/feed/read-bundle.ts';
import type { ImportResult } from '../advisories/import-advisories.ts';
import { readEnrolment } from '../agent/identity.ts';
import { AppError, toAppError } from '../base/app-error.ts';
import { systemErrorCode } from '../base/system-error.ts';
import { type FeedItem, largestFeedBytes, longestFeedHeaderBytes } from '../contracts/feed.ts';
import type { AdvisoryStore } from '../storage/advisories/advisory-store.ts';

/** Whether a source is a file that begins as a signed bundle. */
export function isBundleFile(source: string): boolean {
  try {
    const fd = openSync(source, 'r');
    try {
      const begin = Buffer.alloc(8);
      return isBundle(begin.subarray(0, readSync(fd, begin)));
    } finally {
      closeSync(fd);
    }
  } catch {
    return false; // a URL, a folder or nothing: the importer says what it is
  }
}

/**
 * The authority that a bundle's signature must lead to, PEM: of a file that a person names, or of the collector that this machine is
 * enrolled at. Throws NOT_ENROLLED where there is neither.
 */
export function trustedAuthority(dataFolder: string, file: string | undefined): string {
  if (file !== undefined) return readAuthority(file);
  const enrolment = readEnrolment(join(dataFolder, 'agent'));
  if (enrolment) return enrolment.authority;
  throw new AppError(
    'NOT_ENROLLED',
    'This machine is not enrolled, so it cannot know who may sign vulnerability data. Enrol it, or name the certificate of the collector that made the bundle with --authority.',
  );
}

function readAuthority(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new AppError('USAGE', `${file} cannot be read (${systemErrorCode(cause) ?? 'unknown'}).`, { cause });
  }
}

/** Takes bundles over; one that cannot be used is named with the reason, and what was known before stays. */
export function importBundles(
  files: readonly string[],
  authority: () => string,
  { received }: AdvisoryStore,
): Omit<ImportResult, 'unreadable' | 'skipped' | 'normalised'> {
  const quarantined: { source: string; reason: string }[] = [];
  let [imported, unchanged] = [0, 0];
  for (const source of files)
    try {
      if (statSync(source).size > largestFeedBytes + 2 * longestFeedHeaderBytes)
        throw new AppError('FEED_INVALID', `It is larger than ${largestFeedBytes / 1024 / 1024} MB, so it is no bundle of ours.`);
      const { header, items } = readBundle(readFileSync(source), authority());
      // Two of the pieces may be about the feed itself: they are no documents.
      const ofItself = { count: 0 };
      if (received.apply(header, countingOwn(items(), ofItself)) === 'applied') imported += header.items - ofItself.count;
      else unchanged += 1;
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code !== 'FEED_INVALID' && error.code !== 'FEED_OUTDATED') throw thrown;
      quarantined.push({ source, reason: error.message });
    }
  return { imported, unchanged, quarantined };
}

function* countingOwn(items: Iterable<FeedItem>, ofItself: { count: number }): Iterable<FeedItem> {
  for (const item of items) {
    if (item.id === 'releases' || item.id === 'readings') ofItself.count += 1;
    yield item;
  }
}
