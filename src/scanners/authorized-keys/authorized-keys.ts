import { z } from 'zod';
import type { Unreadable } from '../../domain/coverage.ts';
import { unreadable } from '../fact-shapes.ts';
import { defineScanner } from '../scanner.ts';
import { walkFiles } from '../walk-files.ts';
import { keyFileOf, keyFilePatterns, keysOf } from './key-lines.ts';

/** Keys that let somebody sign in over SSH as any account of the machine (T1098.004). */
export const authorizedKeys = defineScanner({
  id: 'authorized-keys',
  runsOn: ['linux'],
  everyMinutes: 15,
  timeoutMs: 20_000,
  watches: [{ kind: 'authorized-key', places: ['~/.ssh', '/etc/ssh'] }],
  facts: z.strictObject({ files: z.array(z.strictObject({ path: z.string(), text: z.string() })), unreadable: z.array(unreadable) }),
  collect: async ({ host, signal }) => {
    const accounts = await host.listAccounts(signal);
    const configurations = (await walkFiles(host.files, ['/etc/ssh/sshd_config', '/etc/ssh/sshd_config.d'], signal)).files;
    const sshd = configurations
      .map(({ path }) => host.files.readText(path))
      .flatMap((text) => (text.status === 'read' ? [text.value] : []));
    const patterns = keyFilePatterns(sshd.join('\n'));
    const paths = new Set(accounts.value.flatMap((account) => patterns.map((pattern) => keyFileOf(pattern, account))));
    const files: { path: string; text: string }[] = [];
    const hidden: Unreadable[] = [];
    for (const path of paths) {
      const text = host.files.readText(path, 1024 * 1024);
      if (text.status === 'read') files.push({ path, text: text.value });
      else if (text.status === 'unreadable') hidden.push({ subject: path, reason: text.reason });
    }
    return { files, unreadable: hidden };
  },
  judge: ({ files, unreadable: hidden }) => ({ things: files.flatMap(({ path, text }) => keysOf(path, text)), unreadable: hidden }),
});
