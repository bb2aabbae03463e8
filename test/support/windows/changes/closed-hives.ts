import { auditText, auditValue } from '../audit-value.ts';
import { acb, deliveredSam, machineId, samText } from '../sam-hive.ts';
import type { WindowsChange } from './windows-change.ts';

/** What only LocalSystem can read: accounts and the audit policy. */
export const closedHiveChanges: readonly WindowsChange[] = [
  {
    name: 'a new account',
    scanner: 'windows-accounts',
    technique: 'T1136.001',
    told: `${machineId}-1002`,
    before: samText(deliveredSam),
    reg: samText({ ...deliveredSam, accounts: [...deliveredSam.accounts, { name: 'evil', rid: 1002, flags: acb.normal }] }),
  },
  {
    name: 'sign-ins no longer logged',
    scanner: 'windows-audit',
    technique: 'T1562.002',
    told: 'HKLM\\SECURITY\\Policy\\PolAdtEv',
    before: auditText(auditValue({ 5: 3 })),
    reg: auditText(auditValue({})),
  },
];
