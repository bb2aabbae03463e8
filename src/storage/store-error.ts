import { AppError } from '../base/app-error.ts';
import { systemErrorCode } from '../base/system-error.ts';

/** What a failure of SQLite or of its folder means for a person; other errors pass through. */
export function storeError(thrown: unknown, file: string): unknown {
  if (thrown instanceof AppError) return thrown;
  const code = systemErrorCode(thrown);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC')
    return new AppError(
      'STORE_FULL',
      `The disk with ${file} is full. Nothing was half written; free some space and it goes on by itself.`,
      { cause: thrown },
    );
  if (
    code?.startsWith('SQLITE_') === true ||
    code === 'EACCES' ||
    code === 'EROFS' ||
    code === 'ENOENT' ||
    code === 'ENOTDIR' ||
    code === 'EEXIST' ||
    code === 'EPERM'
  )
    return new AppError(
      'STORE_UNUSABLE',
      `${file} cannot be used (${code}). Check its permissions and its disk; a damaged file is never overwritten.`,
      { cause: thrown },
    );
  return thrown;
}
