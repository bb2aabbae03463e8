import { z } from 'zod';
import type { HostFiles } from '../../platform/host.ts';
import { expandPaths } from '../expand-paths.ts';
import { defineScanner } from '../scanner.ts';
import { remoteAccessTools } from './remote-access-tools.ts';

/** Tools that let somebody elsewhere work on this machine, newly present (T1219), by program or by package. */
export const remoteAccess = defineScanner({
  id: 'remote-access',
  runsOn: ['linux'],
  everyMinutes: 60,
  timeoutMs: 30_000,
  watches: [{ kind: 'remote-access-tool', places: [...new Set(remoteAccessTools.flatMap(({ linux }) => linux))] }],
  facts: z.array(z.strictObject({ name: z.string(), places: z.array(z.string()) })),
  collect: async ({ host, signal }) => {
    const accounts = await host.listAccounts(signal);
    const homes = [...new Set(accounts.value.map(({ home }) => home))];
    return remoteAccessTools.map(({ name, linux }) => ({
      name,
      places: linux.flatMap((pattern) => expandPaths(host.files, pattern, homes)).filter((path) => isThere(host.files, path)),
    }));
  },
  judge: (tools) => ({
    things: tools
      .filter(({ places }) => places.length > 0)
      .map(({ name, places }) => ({ kind: 'remote-access-tool', key: name, state: { files: places } })),
  }),
});

const isThere = (files: HostFiles, path: string): boolean => files.list(path).status === 'read' || files.state(path).status === 'read';
