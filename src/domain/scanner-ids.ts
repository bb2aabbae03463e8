/** Every scanner of the product; `scanners/registry.ts` has one implementation for each. */
export const scannerIds = [
  'os-release',
  'software',
  'patch-status',
  'reboot-required',
  'file-integrity',
  'systemd-units',
  'cron-jobs',
  'privileged-accounts',
  'listening-ports',
  'authorized-keys',
  'persistence',
  'root-certificates',
  'log-integrity',
  'removable-media',
  'setuid-files',
  'file-acls',
  'remote-access',
  'windows-registry',
  'windows-services',
  'windows-tasks',
  'windows-files',
  'windows-accounts',
  'windows-audit',
  'windows-subscriptions',
] as const;
export type ScannerId = (typeof scannerIds)[number];

export function isScannerId(id: string): id is ScannerId {
  return scannerIds.some((known) => known === id);
}
