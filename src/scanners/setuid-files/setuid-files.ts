import { z } from 'zod';
import { fileState, privilegedFile } from '../fact-shapes.ts';
import { defineScanner } from '../scanner.ts';

/** Programs that run with more rights than who starts them (T1548.001): each is known by path, content, mode and capabilities. */
export const setuidFiles = defineScanner({
  id: 'setuid-files',
  runsOn: ['linux'],
  everyMinutes: 360,
  timeoutMs: 500_000,
  watches: [{ kind: 'setuid-file', places: ['/'] }],
  facts: z.array(z.strictObject({ held: privilegedFile, state: fileState.nullable() })),
  collect: async ({ host, signal }) => {
    const found = await host.listPrivilegedFiles(signal);
    return found.map((held) => {
      const state = host.files.state(held.path);
      return { held, state: state.status === 'read' ? state.value : null };
    });
  },
  judge: (files) => ({
    things: files.map(({ held, state }) => ({
      kind: 'setuid-file',
      key: held.path,
      state: { ...(state ?? { mode: 'unreadable' }), capabilities: held.capabilities },
      severity: state?.uid === 0 ? 'critical' : 'high',
    })),
  }),
});
