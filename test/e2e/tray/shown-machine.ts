import type { z } from 'zod';
import { findingOfChange } from '../../../src/domain/change.ts';
import type { LoggedChange } from '../../../src/contracts/change.ts';
import type { getLastUpload } from '../../../src/contracts/local-api.ts';
import type { CheckResult, ExposedItems, MachineHistory } from '../../../src/contracts/local-views.ts';
import type { updatesSection } from '../../../src/contracts/summary.ts';

/** What an agent's database holds for the views. */
export interface ShownMachine {
  readonly checks: readonly CheckResult[];
  readonly changes: readonly LoggedChange[];
  readonly updates: z.infer<typeof updatesSection> | null;
  readonly exposed: ExposedItems;
  readonly history: MachineHistory;
  readonly lastUpload: z.infer<typeof getLastUpload.response>;
}

/** Before anything was scanned, imported or sent. */
export const untouchedMachine: ShownMachine = {
  checks: [],
  changes: [],
  updates: null,
  exposed: { dataReadAt: null, items: [], itemCount: 0 },
  history: { findings: [], updates: [], scans: [] },
  lastUpload: { sentAt: null, body: null },
};

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const day = 24 * 60;
const check = (
  scannerId: string,
  verdict: CheckResult['verdict'],
  durationMs: number,
  unreadable: CheckResult['unreadable'] = [],
): CheckResult => ({
  verdict,
  coverage: { scannerId, status: 'ok', durationMs },
  unreadable,
  places: unreadable.length,
  finishedAt: ago(5),
});
const changed = (
  id: number,
  scannerId: string,
  change: Parameters<typeof findingOfChange>[1],
  minutes: number,
  explanation: LoggedChange['explanation'] = null,
): LoggedChange => ({
  id,
  scannerId,
  rule: findingOfChange(scannerId, change).rule,
  change: change.change,
  subject: change.key,
  before: change.before ?? null,
  after: change.after ?? null,
  seenAt: ago(minutes),
  explanation,
});
const file = { size: 68_208, mode: '0755', uid: 0, gid: 0, linkTarget: null };
const counts = (critical: number, high: number, medium: number) => ({ critical, high, medium, low: 1, info: 2 });

/** A workstation in trouble, as its agent would tell it: for the views and their pictures. */
export const troubledMachine: ShownMachine = {
  checks: [
    check(
      'patch-status',
      { scannerId: 'patch-status', status: 'fail', reason: 'security-updates-pending', subjects: ['openssl', 'libssl3'] },
      2140,
    ),
    check(
      'file-integrity',
      { scannerId: 'file-integrity', status: 'fail', reason: 'unexplained-changes', subjects: ['/usr/bin/passwd'] },
      6410,
    ),
    check('cron-jobs', { scannerId: 'cron-jobs', status: 'fail', reason: 'unexplained-changes', subjects: ['/etc/cron.d/cap-nhat'] }, 12),
    check(
      'authorized-keys',
      { scannerId: 'authorized-keys', status: 'unknown', reason: 'partly-unreadable', subjects: ['/home/kcb/.ssh/authorized_keys'] },
      31,
      [{ subject: '/home/kcb/.ssh/authorized_keys', reason: 'EACCES' }],
    ),
    check('os-release', { scannerId: 'os-release', status: 'pass' }, 4),
    check('root-certificates', { scannerId: 'root-certificates', status: 'pass' }, 88),
    check('reboot-required', { scannerId: 'reboot-required', status: 'pass' }, 3),
  ],
  changes: [
    changed(
      9,
      'file-integrity',
      {
        kind: 'system-file',
        key: '/usr/bin/passwd',
        change: 'modified',
        before: { ...file, digest: '3e0a1b5f3c9f6d0b8a7c2e1d4f5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6' },
        after: { ...file, size: 71_344, mode: '4755', digest: '9c1f0e2d3b4a5968778695a4b3c2d1e0f00112233445566778899aabbccddeef' },
      },
      14,
    ),
    changed(
      8,
      'cron-jobs',
      { kind: 'cron-job', key: '/etc/cron.d/cap-nhat', change: 'added', after: { digest: 'a'.repeat(64), size: 61, mode: '0644', uid: 0 } },
      15,
    ),
    changed(
      7,
      'listening-ports',
      { kind: 'listening-port', key: 'tcp/4444 /usr/bin/nc', change: 'added', after: { scope: 'network' } },
      16,
    ),
    changed(
      6,
      'file-integrity',
      {
        kind: 'system-file',
        key: '/usr/sbin/cron',
        change: 'modified',
        before: { ...file, digest: 'b'.repeat(64) },
        after: { ...file, digest: 'c'.repeat(64) },
      },
      2 * day,
      { by: 'package', package: 'cron', version: '3.0pl1-162', action: 'upgrade' },
    ),
    changed(
      5,
      'systemd-units',
      { kind: 'systemd-service', key: 'may-in.service', change: 'added', after: { digest: 'd'.repeat(64) } },
      3 * day,
      { by: 'person', person: 'Lê Thị An', reason: 'cài máy in phòng khám theo phiếu 12' },
    ),
  ],
  updates: {
    pending: [
      { name: 'openssl', installed: '3.0.19-1', candidate: '3.0.22-1', isSecurity: true },
      { name: 'libssl3', installed: '3.0.19-1', candidate: '3.0.22-1', isSecurity: true },
      { name: 'tzdata', installed: '2026a-0', candidate: '2026b-0', isSecurity: false },
    ],
    listsFetchedAt: ago(190),
    lastInstalledAt: ago(41 * day),
    oldestSecuritySince: ago(3 * day),
    automatic: 'turned-off',
    lastAutomaticAt: null,
  },
  exposed: {
    dataReadAt: ago(day),
    itemCount: 3,
    items: [
      {
        item: 'openssl',
        installed: '3.0.19-1',
        fixes: ['3.0.22-1'],
        isEndOfLife: false,
        cves: ['CVE-2026-31415', 'CVE-2026-27182', 'CVE-2025-49751'],
        cveCount: 3,
        warnings: ['41/CATTT-NCSC'],
      },
      { item: 'libxml2', installed: '2.9.14', fixes: ['2.9.15'], isEndOfLife: false, cves: ['CVE-2026-14142'], cveCount: 1, warnings: [] },
      { item: 'python2.7', installed: '2.7.18', fixes: [], isEndOfLife: true, cves: ['CVE-2025-11223'], cveCount: 1, warnings: [] },
    ],
  },
  history: {
    findings: [
      ...Array.from({ length: 20 }, (_, at) => ({ at: ago((20 - at) * day), open: counts(0, at > 11 ? 1 : 0, at > 5 ? 2 : 0) })),
      { at: ago(0), open: counts(2, 2, 1) },
    ],
    updates: Array.from({ length: 15 }, (_, at) => ({
      at: ago((15 - at) * day),
      pending: [4, 4, 7, 9, 9, 0, 0, 1, 1, 2, 3, 3, 3, 3, 3][at] ?? 0,
      security: [2, 2, 3, 5, 5, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2][at] ?? 0,
    })),
    scans: Array.from({ length: 24 }, (_, at) => ({ at: ago((24 - at) * 60), durationMs: 8200 + ((at * 37) % 11) * 410 })),
  },
  lastUpload: {
    sentAt: ago(4),
    body: JSON.stringify({
      formatVersion: 1,
      summaryId: '0d4c2a52-2f4b-4f0e-9a53-6a3c4f2f9b11',
      endpointId: 'c7e7cf7e-6f0e-4c05-9d5a-5a3b2d9a4a10',
      sequence: 412,
      verdicts: [{ scannerId: 'patch-status', status: 'fail', reason: 'security-updates-pending', subjects: ['openssl', 'libssl3'] }],
      findings: [],
    }),
  },
};
