import { z } from 'zod';
import { watchedListeners } from '../../domain/listening-ports.ts';
import { listener, unreadable } from '../fact-shapes.ts';
import { defineScanner } from '../scanner.ts';

export const listeningPorts = defineScanner({
  id: 'listening-ports',
  runsOn: ['linux'],
  everyMinutes: 15,
  timeoutMs: 20_000,
  watches: [{ kind: 'listening-port', places: ['/proc/net'] }],
  facts: z.strictObject({ value: z.array(listener), unreadable: z.array(unreadable) }),
  collect: async ({ host, signal }) => {
    const { value, unreadable: hidden } = await host.listListeners(signal);
    return { value: [...value], unreadable: [...hidden] };
  },
  judge: ({ value, unreadable: hidden }) => ({ things: watchedListeners(value, process.execPath), unreadable: hidden }),
});
