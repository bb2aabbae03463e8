import { useEffect, useEffectEvent, useState } from 'react';
import type { Clock } from '../../src/base/clock.ts';
import type { Answer } from './answer.ts';
import { afterAnswer, type ResourceState, type View, viewOf } from './resource.ts';

export const refreshMs = 30_000;

export interface ResourceQuestion<Value> {
  /** Names the question: another key asks anew. */
  readonly key: string;
  readonly ask: (signal: AbortSignal) => Promise<Answer<Value>>;
  readonly clock: Clock;
  readonly onSignedOut: () => void;
}

/** Asks at once, then every 30 s while the page is visible, and when it becomes visible again. */
export function useResource<Value>({ key, ask, clock, onSignedOut }: ResourceQuestion<Value>): {
  readonly view: View<Value>;
  readonly retry: () => void;
} {
  const [state, setState] = useState<ResourceState<Value>>({ key, value: null, valueAt: null, failure: null });
  const [tries, setTries] = useState(0);

  const askNow = useEffectEvent(async (signal: AbortSignal) => {
    const answer = await ask(signal);
    if (signal.aborted) return;
    if (answer.status === 'failed' && answer.failure.kind === 'signed-out') onSignedOut();
    else setState((before) => afterAnswer(before, key, answer, clock.now()));
  });

  useEffect(() => {
    const ended = new AbortController();
    let timer: number | undefined;
    let isAsking = false;
    const round = async (): Promise<void> => {
      window.clearTimeout(timer);
      if (isAsking || document.hidden) return;
      isAsking = true;
      await askNow(ended.signal);
      isAsking = false;
      if (!ended.signal.aborted) timer = window.setTimeout(() => void round(), refreshMs);
    };
    document.addEventListener('visibilitychange', () => void round(), { signal: ended.signal });
    void round();
    return () => {
      window.clearTimeout(timer);
      ended.abort();
    };
  }, [key, tries]);

  return { view: viewOf(state, key), retry: () => setTries((count) => count + 1) };
}
