import { queueBytes } from '../bits-queue.ts';
import { auditText, auditValue } from '../audit-value.ts';
import { acb, deliveredSam, machineId, samText } from '../sam-hive.ts';
import { repositoryFiles } from '../wmi-repository.ts';
import type { WindowsChange } from './windows-change.ts';

/** What lies in closed hives and in databases: accounts, the audit policy, WMI subscriptions, BITS jobs. */
export const databaseChanges: readonly WindowsChange[] = [
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
    told: 'HKLM\\SECURITY\\Policy\\PolAdtEv\\(Default)',
    before: auditText(auditValue({ 5: 3 })),
    reg: auditText(auditValue({})),
  },
  {
    name: 'a WMI subscription',
    scanner: 'windows-subscriptions',
    technique: 'T1546.003',
    told: 'WMI: CommandLineEventConsumer "Evil" on "Evil"',
    files: repositoryFiles([{ name: 'Evil', does: ['cmd.exe /c evil'] }]),
  },
  {
    name: 'a BITS job that starts a program',
    scanner: 'windows-subscriptions',
    technique: 'T1197',
    told: 'BITS: {67452301-ab89-efcd-0123-456789abcdef}',
    files: { 'C:\\ProgramData\\Microsoft\\Network\\Downloader\\qmgr.db': queueBytes([{ name: 'x', command: 'evil.exe' }]) },
  },
];
