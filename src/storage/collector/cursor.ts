import { AppError } from '../../base/app-error.ts';

/** What a cursor walks; one of an endpoint list is refused by a finding list. */
export type CursorKind = 'audit' | 'endpoint' | 'finding' | 'imported' | 'machine' | 'person' | 'summary' | 'warning';

const shape = /^(audit|endpoint|finding|imported|machine|person|summary|warning)-([0-9a-z]{1,10})(?:-[0-9a-f]{8})?$/;

/** Points behind a summary, and names it. */
export function writeSummaryCursor(arrival: number, summaryId: string): string {
  return `${writeCursor('summary', arrival)}-${summaryId.slice(0, 8)}`;
}

/** Points behind the row with this number. */
export function writeCursor(kind: CursorKind, number: number): string {
  return `${kind}-${number.toString(36)}`;
}

/** Throws REQUEST_INVALID for anything that `writeCursor` did not write for this kind. */
export function readCursor(kind: CursorKind, cursor: string): number {
  const [, of, number = ''] = shape.exec(cursor) ?? [];
  if (of !== kind)
    throw new AppError(
      'REQUEST_INVALID',
      `The cursor is not one of this list (${kind}). Pass back nextCursor unchanged, or start again without one.`,
    );
  return Number.parseInt(number, 36);
}
