import type { Severity } from './severity.ts';
import { windowsKinds } from './windows-things.ts';

/** What is known of a watched thing; compared as a whole, shown as before and after. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** How a watched thing may differ from its baseline. */
export const changeKinds = ['added', 'modified', 'removed'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface KindOfThing {
  /** MITRE ATT&CK technique that such a change may be, where one applies. */
  readonly technique?: string;
  /** Where a modification is another technique than an addition. */
  readonly techniqueWhenModified?: string;
  /** The key is the path of a file: whichever scanner sees it, it is one thing. */
  readonly isFile?: true;
  /** How grave an unexplained change of this kind is. */
  readonly severity: Readonly<Record<ChangeKind, Severity>>;
}

/**
 * Everything that is told against a baseline, with its ATT&CK technique (attack.mitre.org, Enterprise matrix).
 * The names for people are in `words/`.
 */
export const kindsOfThing = {
  'cron-job': { isFile: true, technique: 'T1053.003', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'systemd-service': { technique: 'T1543.002', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'systemd-timer': { technique: 'T1053.006', severity: { added: 'high', modified: 'high', removed: 'low' } },
  account: { technique: 'T1136.001', techniqueWhenModified: 'T1098', severity: { added: 'medium', modified: 'medium', removed: 'low' } },
  'sudo-rule': { isFile: true, technique: 'T1548.003', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'authorized-key': { technique: 'T1098.004', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'at-job': { isFile: true, technique: 'T1053.002', severity: { added: 'high', modified: 'high', removed: 'info' } },
  'systemd-generator': { isFile: true, technique: 'T1543.002', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'init-script': { isFile: true, technique: 'T1037.004', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'shell-profile': { isFile: true, technique: 'T1546.004', severity: { added: 'medium', modified: 'medium', removed: 'low' } },
  'dynamic-linker': { isFile: true, technique: 'T1574.006', severity: { added: 'critical', modified: 'high', removed: 'medium' } },
  pam: { isFile: true, technique: 'T1556.003', severity: { added: 'high', modified: 'high', removed: 'medium' } },
  'sshd-configuration': { isFile: true, technique: 'T1098.004', severity: { added: 'high', modified: 'high', removed: 'medium' } },
  'udev-rule': { isFile: true, technique: 'T1546.017', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'kernel-module': { isFile: true, technique: 'T1547.006', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'removable-medium': { technique: 'T1091', severity: { added: 'info', modified: 'info', removed: 'info' } },
  'setuid-file': { isFile: true, technique: 'T1548.001', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'file-acl': { technique: 'T1222.002', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'package-source': { isFile: true, technique: 'T1195.002', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'package-hook': { isFile: true, technique: 'T1546.016', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'login-message-script': { isFile: true, technique: 'T1037', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'autostart-entry': { isFile: true, technique: 'T1547.013', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'network-hook': { isFile: true, technique: 'T1546', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'root-certificate': { technique: 'T1553.004', severity: { added: 'high', modified: 'high', removed: 'medium' } },
  'name-resolution': { isFile: true, technique: 'T1565.001', severity: { added: 'high', modified: 'high', removed: 'medium' } },
  'proxy-setting': { isFile: true, technique: 'T1090', severity: { added: 'medium', modified: 'medium', removed: 'low' } },
  'git-hook': { isFile: true, technique: 'T1546', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'service-configuration': { isFile: true, technique: 'T1543.002', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'program-hook': { isFile: true, technique: 'T1546', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'container-service': { isFile: true, technique: 'T1543.005', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'web-server-configuration': { isFile: true, technique: 'T1505', severity: { added: 'medium', modified: 'medium', removed: 'low' } },
  'python-hook': { isFile: true, technique: 'T1546.018', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'dbus-service': { isFile: true, technique: 'T1543', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'polkit-rule': { isFile: true, technique: 'T1548', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'audit-configuration': { isFile: true, technique: 'T1562.012', severity: { added: 'high', modified: 'high', removed: 'high' } },
  'logging-configuration': { isFile: true, technique: 'T1562.006', severity: { added: 'medium', modified: 'high', removed: 'high' } },
  'audit-service': { technique: 'T1562.012', severity: { added: 'low', modified: 'high', removed: 'high' } },
  'logging-service': { technique: 'T1562.006', severity: { added: 'low', modified: 'high', removed: 'high' } },
  'firewall-service': { technique: 'T1562.004', severity: { added: 'low', modified: 'high', removed: 'high' } },
  'protection-service': { technique: 'T1562.001', severity: { added: 'low', modified: 'high', removed: 'high' } },
  'firewall-configuration': { isFile: true, technique: 'T1562.004', severity: { added: 'medium', modified: 'high', removed: 'high' } },
  'backup-configuration': { isFile: true, technique: 'T1490', severity: { added: 'low', modified: 'medium', removed: 'high' } },
  'boot-loader': { isFile: true, technique: 'T1542', severity: { added: 'high', modified: 'high', removed: 'high' } },
  'remote-access-tool': { technique: 'T1219', severity: { added: 'high', modified: 'medium', removed: 'info' } },
  'listening-port': { technique: 'T1571', severity: { added: 'medium', modified: 'medium', removed: 'info' } },
  'shared-library': { isFile: true, technique: 'T1574.006', severity: { added: 'high', modified: 'critical', removed: 'high' } },
  'boot-file': { isFile: true, technique: 'T1542', severity: { added: 'high', modified: 'high', removed: 'high' } },
  'web-file': { isFile: true, technique: 'T1505.003', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'system-file': { isFile: true, technique: 'T1554', severity: { added: 'high', modified: 'critical', removed: 'high' } },
  'configuration-file': { isFile: true, severity: { added: 'medium', modified: 'medium', removed: 'medium' } },
  ...windowsKinds,
} as const satisfies Record<string, KindOfThing>;
export type ThingKind = keyof typeof kindsOfThing;

/** A thing that a scanner saw. `key` is unique within its kind and stays the same while the thing exists. */
export interface WatchedThing {
  readonly kind: ThingKind;
  readonly key: string;
  readonly state: Attributes;
  /** Where this very thing is less or more grave than its kind. */
  readonly severity?: Severity | undefined;
  /** Where this very thing is another ATT&CK technique than its kind. */
  readonly technique?: string | undefined;
}
