import { AppError } from '../base/app-error.ts';
import { systemErrorCode } from '../base/system-error.ts';

const noFolder = 'a part of this path is a file and no folder. Name another folder with --data-dir.';
const noRight =
  'this account may not read or write there, so nothing can be stored. Run it as the administrator or as the account of the service, or name a folder of this account with --data-dir.';

/** What a refusal of the operating system means for a person, and what to do. */
const meanings: Readonly<Record<string, string>> = {
  ENOENT: 'this path does not exist and cannot be made, as below /proc. Check how it is written, or name another folder with --data-dir.',
  ENOTDIR: noFolder,
  EEXIST: noFolder,
  EROFS:
    'its file system is mounted read-only, so nothing can be stored. Mount it for writing, or name a folder on another disk with --data-dir.',
  EACCES: noRight,
  EPERM: noRight,
  SQLITE_CANTOPEN: noRight,
  SQLITE_READONLY: noRight,
  ELOOP: 'links on this path lead in a circle. Name another folder with --data-dir.',
  ENAMETOOLONG: 'this path is too long for the system. Name a shorter one with --data-dir.',
};

/** What a failure of SQLite or of its folder means for a person; other errors pass through. */
export function storeError(thrown: unknown, file: string): unknown {
  if (thrown instanceof AppError) return thrown;
  const code = systemErrorCode(thrown);
  // The index of the log cannot grow: no room on the disk shows itself there first.
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'SQLITE_IOERR_SHMSIZE')
    return new AppError(
      'STORE_FULL',
      `The disk with ${file} is full. Nothing was half written; free some space and it goes on by itself.`,
      { cause: thrown },
    );
  const meaning = code === null ? undefined : meanings[code.replace(/^(SQLITE_(CANTOPEN|READONLY)).*/, '$1')];
  if (code !== null && meaning !== undefined)
    return new AppError('STORE_UNUSABLE', `${file} cannot be used (${code}): ${meaning}`, { cause: thrown });
  if (code?.startsWith('SQLITE_') === true)
    return new AppError(
      'STORE_UNUSABLE',
      `${file} cannot be used (${code}). Check its permissions and its disk; a damaged file is never overwritten.`,
      { cause: thrown },
    );
  return thrown;
}
