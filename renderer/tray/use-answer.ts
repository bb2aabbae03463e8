import { useEffect, useState } from 'react';
import type { LocalCall } from '../../src/contracts/local-api.ts';
import type { Answer, Ask } from './agent-api.ts';

export interface Asked<Value> {
  /** Null until the first answer is here. What came before stays while it is asked for anew, and goes when that fails. */
  readonly answer: Answer<Value> | null;
  readonly isAsking: boolean;
  again(): void;
}

/** Asks when the view appears and whenever `since` changes: what a view shows is never older than what it names there. */
export function useAnswer<Request, Response>(
  ask: Ask,
  spec: LocalCall<Request, Response>,
  request: Request,
  since: string,
): Asked<Response> {
  const [answer, setAnswer] = useState<Answer<Response> | null>(null);
  const [isAsking, setAsking] = useState(true);
  const [round, setRound] = useState(0);
  const asked = JSON.stringify(request);
  useEffect(() => {
    let isCurrent = true;
    const load = async (): Promise<void> => {
      setAsking(true);
      const next = await ask(spec, request);
      if (!isCurrent) return;
      setAnswer(next);
      setAsking(false);
    };
    void load();
    return () => {
      isCurrent = false;
    };
    // The text of the request stands for the request, which is another object each time.
  }, [ask, spec, asked, since, round]);
  return { answer, isAsking, again: () => setRound((count) => count + 1) };
}
