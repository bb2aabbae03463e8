import { z } from 'zod';
import { type LocalAccounts, localAccountThings } from '../../domain/windows-accounts.ts';
import { unreadable } from '../fact-shapes.ts';
import { defineScanner } from '../scanner.ts';
import { accountKeys, readAccounts } from './read-accounts.ts';

const localAccounts: z.ZodType<LocalAccounts> = z.strictObject({
  machineSid: z.string(),
  accounts: z.array(
    z.strictObject({
      name: z.string().nullable(),
      rid: z.int(),
      ridInRecord: z.int(),
      isDisabled: z.boolean(),
      needsPassword: z.boolean(),
      passwordExpires: z.boolean(),
      isPasswordSet: z.boolean(),
      isOrdinary: z.boolean(),
    }),
  ),
  groups: z.array(z.strictObject({ sid: z.string(), members: z.array(z.string()) })),
});

/** Things of this scanner are called by such identifiers: what is unread is all that begins so. */
const allThings = ['S-1-5-21-', 'S-1-5-32-'];

/** Local accounts and the members of groups that rule the machine, by security identifier. */
export const windowsAccounts = defineScanner({
  id: 'windows-accounts',
  runsOn: ['win32'],
  everyMinutes: 15,
  timeoutMs: 60_000,
  watches: [
    { kind: 'account', places: accountKeys },
    { kind: 'administrator-member', places: accountKeys },
  ],
  facts: z.union([localAccounts, z.strictObject({ unreadable: z.array(unreadable) })]),
  collect: async (context) => {
    const read = await readAccounts(context);
    return 'unreadable' in read ? { unreadable: [...read.unreadable] } : read;
  },
  judge: (facts) => {
    if (!('unreadable' in facts)) return { things: localAccountThings(facts), unreadable: [] };
    const reason = facts.unreadable[0]?.reason ?? 'OUTPUT_NOT_UNDERSTOOD';
    return { things: [], unreadable: [...facts.unreadable, ...allThings.map((subject) => ({ subject, reason }))] };
  },
});
