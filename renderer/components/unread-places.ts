import type { Coverage } from '../../src/domain/coverage.ts';

/** A place that a check could not read; `place` is null where the whole check failed. */
export interface UnreadPlace {
  readonly place: string | null;
  /** The technical word, such as EACCES. */
  readonly code: string;
}

const codeAndMessage = /^([A-Z][A-Z0-9_]+): /;

/** Pure. What the agent's note on a check tells: `CODE: message` of a failed one, `place: CODE; place: CODE` of others. */
export function unreadPlaces({ status, reason }: Coverage): readonly UnreadPlace[] {
  if (reason === undefined || status === 'skipped') return [];
  if (status === 'failed') return [{ place: null, code: codeAndMessage.exec(reason)?.[1] ?? reason }];
  return reason.split('; ').map((part) => {
    const at = part.lastIndexOf(': ');
    return at < 0 ? { place: null, code: part } : { place: part.slice(0, at), code: part.slice(at + 2) };
  });
}

/** Pure. The checks that did not read all they should. */
export const notFullyRead = (coverage: readonly Coverage[]): Coverage[] =>
  coverage.filter(({ status, reason }) => status !== 'ok' || reason !== undefined);
