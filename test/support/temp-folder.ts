import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of its own for the running test, gone when the test has ended, however it ended. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wardwatch-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Lays out files below `root`: a text is a file, `→ target` a link. */
export function layOut(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    if (text.startsWith('→ ')) symlinkSync(text.slice(2), file);
    else writeFileSync(file, text);
  }
}
