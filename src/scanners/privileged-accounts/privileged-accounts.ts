import { z } from 'zod';
import { secondRoots, watchedAccounts } from '../../domain/accounts.ts';
import type { WatchedThing } from '../../domain/thing.ts';
import { account, unreadable } from '../fact-shapes.ts';
import { defineScanner } from '../scanner.ts';
import { type WalkedFile, walkFiles } from '../walk-files.ts';
import { walkedFile } from '../walked-file.ts';

/** Accounts that a person could use and their rights (T1136.001, T1098); sudo rules by file (T1548.003). */
export const privilegedAccounts = defineScanner({
  id: 'privileged-accounts',
  runsOn: ['linux'],
  everyMinutes: 15,
  timeoutMs: 20_000,
  watches: [
    { kind: 'account', places: ['/etc/passwd', '/etc/group', '/etc/shadow'] },
    { kind: 'sudo-rule', places: ['/etc/sudoers', '/etc/sudoers.d'] },
  ],
  facts: z.strictObject({ accounts: z.array(account), sudoFiles: z.array(walkedFile), unreadable: z.array(unreadable) }),
  collect: async ({ host, signal }) => {
    const accounts = await host.listAccounts(signal);
    const sudo = await walkFiles(host.files, ['/etc/sudoers', '/etc/sudoers.d'], signal);
    return { accounts: [...accounts.value], sudoFiles: [...sudo.files], unreadable: [...accounts.unreadable, ...sudo.unreadable] };
  },
  judge: ({ accounts, sudoFiles, unreadable: hidden }) => ({
    things: [...watchedAccounts(accounts), ...sudoFiles.map(sudoRule)],
    drafts: secondRoots(accounts),
    unreadable: hidden,
  }),
});

function sudoRule({ path, state }: WalkedFile): WatchedThing {
  return { kind: 'sudo-rule', key: path, state: { ...state } };
}
