import { useState } from 'react';

/** Where one is in a list that is read by cursor; another list starts at its first page. */
export interface Pages {
  readonly cursor: string | undefined;
  /** From 1. */
  readonly page: number;
  readonly onPrevious: (() => void) | null;
  readonly onNextTo: (nextCursor: string | null) => (() => void) | null;
}

interface Visited {
  readonly list: string;
  /** Of the pages after the first, in order. */
  readonly cursors: readonly string[];
}

export function usePages(list: string): Pages {
  const [visited, setVisited] = useState<Visited>({ list, cursors: [] });
  const cursors = visited.list === list ? visited.cursors : [];
  const show = (next: readonly string[]): void => setVisited({ list, cursors: next });
  return {
    cursor: cursors.at(-1),
    page: cursors.length + 1,
    onPrevious: cursors.length > 0 ? () => show(cursors.slice(0, -1)) : null,
    onNextTo: (nextCursor) => (nextCursor === null ? null : () => show([...cursors, nextCursor])),
  };
}
