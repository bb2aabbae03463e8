import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportLimits } from '../import-limits.ts';
import { fileDocuments } from './file-documents.ts';
import type { SourcePiece } from './source-piece.ts';
import { unreadablePath } from './unreadable-path.ts';

/** The documents below a folder, sorted by name; links are not followed, names with a leading dot not opened. */
export async function* folderDocuments(folder: string, limits: ImportLimits, depth = 0): AsyncGenerator<SourcePiece> {
  if (depth > limits.folderDepth) {
    yield { kind: 'unreadable', source: folder, reason: `It lies deeper than ${limits.folderDepth} folders; what is below was not read.` };
    return;
  }
  const entries = await readdir(folder, { withFileTypes: true }).catch((thrown: unknown) => unreadablePath(folder, thrown));
  if (!Array.isArray(entries)) {
    yield entries;
    return;
  }
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* folderDocuments(path, limits, depth + 1);
    else if (entry.isFile()) yield* fileDocuments({ path, followsLinks: false, limits });
  }
}
