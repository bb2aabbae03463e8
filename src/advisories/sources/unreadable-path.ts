import { systemErrorCode } from '../../base/system-error.ts';
import type { SourcePiece } from './source-piece.ts';

/** Words for what the system said about a path. Throws again what the system did not say. */
export function unreadablePath(path: string, thrown: unknown): SourcePiece {
  const code = systemErrorCode(thrown);
  if (code === null) throw thrown;
  return { kind: 'unreadable', source: path, reason: reasons[code] ?? `The system cannot read it (${code}).` };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder. Check the path.',
  ENOTDIR: 'There is no such file or folder. Check the path.',
  EACCES: 'This user may not read it. Give it the right to, or import as another user.',
  EPERM: 'This user may not read it. Give it the right to, or import as another user.',
  ELOOP: 'It is a link; links within folders are not followed.',
};
