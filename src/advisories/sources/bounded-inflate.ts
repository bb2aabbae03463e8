import { type ImportLimits } from '../import-limits.ts';
import { inMegabytes } from './split-documents.ts';
import { type Chunks, ContainerRefused } from './source-piece.ts';

const unsuspiciousBytes = 1024 * 1024;

/** What is counted over all that one archive holds. */
export interface ArchiveTally {
  inflatedBytes: number;
}

/** Throws ContainerRefused where all of an archive is more than is read. */
export function tallyInflated(tally: ArchiveTally, bytes: number, limits: ImportLimits): void {
  tally.inflatedBytes += bytes;
  if (tally.inflatedBytes > limits.archiveBytes)
    throw new ContainerRefused(`It inflates to more than ${inMegabytes(limits.archiveBytes)}, the most that is read of one archive.`);
}

/** Passes on what was inflated. Throws ContainerRefused where that is more than an honest archive holds. */
export async function* boundedInflate(
  inflated: Chunks,
  compressedBytes: () => number,
  tally: ArchiveTally,
  limits: ImportLimits,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of inflated) {
    bytes += chunk.length;
    tallyInflated(tally, chunk.length, limits);
    if (bytes > unsuspiciousBytes && bytes > compressedBytes() * limits.archiveRatio)
      throw new ContainerRefused(`It inflates more than ${limits.archiveRatio}fold, as archives do that are made to fill a machine.`);
    yield chunk;
  }
}
