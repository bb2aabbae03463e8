import type { Change } from '../../domain/change.ts';
import type { LedgerFile } from '../../domain/file-ledger.ts';
import type { Attributes, ThingKind } from '../../domain/thing.ts';
import { kindOf, severityOf } from './watched-sets.ts';

/** Nothing of it moved since its content was last read. */
export const isUntouched = (known: LedgerFile, found: LedgerFile): boolean =>
  known.size === found.size && known.mtimeMs === found.mtimeMs && known.ctimeMs === found.ctimeMs && known.inode === found.inode;

/** What is compared, and shown as before and after. A file too large to be hashed is known by its time. */
export function stateOf(file: LedgerFile): Attributes {
  const { digest, size, mode, uid, gid, linkTarget, type, mtimeMs } = file;
  return {
    digest,
    size: type === 'file' || type === 'link' ? size : 0,
    mode: mode.toString(8).padStart(4, '0'),
    uid,
    gid,
    linkTarget,
    ...(type === 'file' || type === 'link' ? {} : { type }),
    ...(type === 'file' && digest === null ? { modifiedAt: new Date(mtimeMs).toISOString() } : {}),
  };
}

/** Whether a file is as its baseline has it. A content that could not be read for the baseline is taken as it is now. */
export function isSame(known: LedgerFile, found: LedgerFile): boolean {
  const wasUnread = known.type === 'file' && found.type === 'file' && known.digest === null && found.digest !== null;
  return JSON.stringify(stateOf(wasUnread ? { ...known, digest: found.digest } : known)) === JSON.stringify(stateOf(found));
}

export function changeOf(path: string, known: LedgerFile | null, found: LedgerFile | null, technique?: string): Change {
  const kind = kindOf(path);
  const severity = found ? severityOf(kind, path, found.mode) : undefined;
  const [before, after] = [known ? stateOf(known) : undefined, found ? stateOf(found) : undefined];
  return {
    kind,
    key: path,
    change: known ? (found ? 'modified' : 'removed') : 'added',
    before,
    after,
    severity,
    technique: technique ?? ofModified(kind, known, found),
  };
}

/** A library that is new waits to be loaded in place of another (T1574.006); one that was changed is a program that was (T1554). */
const ofModified = (kind: ThingKind, known: LedgerFile | null, found: LedgerFile | null): string | undefined =>
  kind === 'shared-library' && known && found ? 'T1554' : undefined;
