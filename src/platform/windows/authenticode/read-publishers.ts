import type { ReadRegistry } from '../registry-reader.ts';
import { rootStores, trustedRoots } from './trusted-roots.ts';
import { verifyProgram } from './verify-program.ts';

interface PublisherSources {
  readonly readRegistry: ReadRegistry;
  readonly signal: AbortSignal;
  /** Where the file with that Windows path lies. */
  readonly locate: (path: string) => string;
}

/** Who signed which of the programs; what is unsigned, not trusted or cannot be read is not in the answer: unknown explains nothing. */
export async function readPublishers(
  paths: readonly string[],
  { readRegistry, signal, locate }: PublisherSources,
): Promise<ReadonlyMap<string, string>> {
  const roots = trustedRoots((await readRegistry(rootStores, signal)).value.keys);
  const publishers = new Map<string, string>();
  for (const path of paths) {
    signal.throwIfAborted();
    const publisher = publisherOf(locate(path), roots);
    if (publisher !== null) publishers.set(path, publisher);
  }
  return publishers;
}

function publisherOf(path: string, roots: Parameters<typeof verifyProgram>[1]): string | null {
  try {
    return verifyProgram(path, roots);
  } catch {
    return null;
  }
}
