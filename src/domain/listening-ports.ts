import type { Listener } from './facts.ts';
import type { WatchedThing } from './thing.ts';

const loopback = /^(127\.|::1$)/;

/**
 * One thing per program, protocol and port, however many addresses it listens on. A port that the system gave out by
 * itself differs at each start: such a listener is known by its program alone. UDP from that range is a client's. What
 * this product's own program offers to this machine alone comes and goes with it.
 */
export function watchedListeners(listeners: readonly Listener[], ownProgram: string | null = null): WatchedThing[] {
  const byKey = new Map<string, Listener[]>();
  for (const listener of listeners) {
    if (listener.isEphemeral && listener.protocol === 'udp') continue;
    if (listener.program === ownProgram && ownProgram !== null && loopback.test(listener.address)) continue;
    const port = listener.isEphemeral ? '*' : String(listener.port);
    const key = `${listener.protocol}/${port} ${listener.program ?? '?'}`;
    byKey.set(key, [...(byKey.get(key) ?? []), listener]);
  }
  return [...byKey].map(([key, group]) => {
    const isLocalOnly = group.every(({ address }) => loopback.test(address));
    const scope = isLocalOnly ? 'this machine' : 'network';
    return { kind: 'listening-port', key, state: { scope }, severity: isLocalOnly ? 'low' : undefined };
  });
}
