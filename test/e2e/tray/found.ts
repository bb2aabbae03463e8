import { type Change, findingOfChange } from '../../../src/domain/change.ts';
import type { Finding, FindingDraft, FindingState } from '../../../src/domain/finding.ts';
import { secondRoots } from '../../../src/domain/accounts.ts';

const settled = (draft: FindingDraft, minutes: number, state: FindingState = 'open'): Finding => ({
  ...draft,
  state,
  firstSeenAt: new Date(Date.now() - minutes * 60_000).toISOString(),
  lastSeenAt: new Date(Date.now() - 5 * 60_000).toISOString(),
});

const changed = (scannerId: string, change: Change, minutes: number, state?: FindingState): Finding =>
  settled(findingOfChange(scannerId, change), minutes, state);

const intruder = { name: 'svc-backup', uid: 0, gid: 0, home: '/root', shell: '/bin/bash', groups: ['root'], password: 'set' } as const;
const [secondRoot] = secondRoots([intruder]);
if (!secondRoot) throw new Error('A second root is a finding.');

const file = { size: 68_208, mode: '0755', uid: 0, gid: 0, linkTarget: null };

/** Findings made by the product's own rules, gravest first, as an agent lists them. */
export const intrusion: readonly Finding[] = [
  settled({ scannerId: 'privileged-accounts', ...secondRoot }, 12),
  changed(
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
    'cron-jobs',
    { kind: 'cron-job', key: '/etc/cron.d/cap-nhat', change: 'added', after: { digest: 'a'.repeat(64), size: 61, mode: '0644', uid: 0 } },
    15,
  ),
  settled(
    {
      scannerId: 'patch-status',
      rule: 'patch-status.security-updates-pending',
      fingerprint: 'b'.repeat(32),
      severity: 'high',
      evidence: { subject: 'openssl, libssl3', after: { count: 2, packages: ['openssl 3.0.19 → 3.0.22', 'libssl3 3.0.19 → 3.0.22'] } },
    },
    4000,
    'acknowledged',
  ),
  changed('listening-ports', { kind: 'listening-port', key: 'tcp/4444 /usr/bin/nc', change: 'added', after: { scope: 'network' } }, 16),
];
