/** Runs work of many endpoints with a bound on how much goes on at once: one piece of each endpoint, and so many in all. */
export type TakeTurns = <Result>(endpointId: string, work: () => Promise<Result>) => Promise<Result>;

export function createTurns(mostAtOnce: number): TakeTurns {
  const busy = new Set<string>();
  const waiting: { readonly endpointId: string; readonly go: () => void }[] = [];
  const startNext = (): void => {
    if (busy.size >= mostAtOnce) return;
    const at = waiting.findIndex(({ endpointId }) => !busy.has(endpointId));
    const [next] = at < 0 ? [] : waiting.splice(at, 1);
    if (!next) return;
    busy.add(next.endpointId);
    next.go();
  };
  return async (endpointId, work) => {
    await new Promise<void>((go) => {
      waiting.push({ endpointId, go });
      startNext();
    });
    try {
      return await work();
    } finally {
      busy.delete(endpointId);
      startNext();
    }
  };
}
