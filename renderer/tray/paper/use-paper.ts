import { useState } from 'react';
import { flushSync } from 'react-dom';
import { savePdf } from '../../../src/contracts/tray-app.ts';
import type { Ask } from '../agent-api.ts';

export interface Paper {
  /** Whether the paper version has to be in the page now. */
  readonly isLaidOut: boolean;
  /** Null before the first try; else what came of the last. */
  readonly outcome: 'saved' | 'cancelled' | { readonly code: string } | null;
  save(name: string): void;
}

/** Lays a page out for paper, has it printed, and takes it away again. The window shows nothing of it. */
export function usePaper(ask: Ask): Paper {
  const [isLaidOut, setLaidOut] = useState(false);
  const [outcome, setOutcome] = useState<Paper['outcome']>(null);
  const save = async (name: string): Promise<void> => {
    if (isLaidOut) return;
    flushSync(() => setLaidOut(true)); // what is printed is what is drawn
    const answer = await ask(savePdf, { name });
    setLaidOut(false);
    setOutcome(answer.status === 'ok' ? answer.value.outcome : { code: answer.code });
  };
  return { isLaidOut, outcome, save: (name) => void save(name) };
}
