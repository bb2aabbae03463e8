import type { Summary } from '../../src/contracts/summary.ts';
import { fingerprintOf } from '../../src/domain/fingerprint.ts';
import { type KindOfThing, kindsOfThing, type ThingKind } from '../../src/domain/thing.ts';
import type { SentFinding } from '../fixtures/collector/summaries.ts';

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

/** A finding as an agent sends it; its technique follows from what it is about. */
export function found(
  rule: SentFinding['rule'],
  subject: string,
  over: Partial<SentFinding> & { readonly minutes?: number } = {},
): SentFinding {
  const { minutes = 30, ...rest } = over;
  const [kind = ''] = rule.split('.');
  const thing: KindOfThing | undefined = isThing(kind) ? kindsOfThing[kind] : undefined;
  return {
    fingerprint: fingerprintOf(kind, subject),
    scannerId: scannerOf[kind] ?? kind,
    rule,
    severity: 'high',
    ...(thing?.technique === undefined ? {} : { technique: thing.technique }),
    evidence: { subject },
    state: 'open',
    firstSeenAt: minutesAgo(minutes),
    lastSeenAt: minutesAgo(Math.min(minutes, 4)),
    ...rest,
  };
}

const isThing = (kind: string): kind is ThingKind => Object.hasOwn(kindsOfThing, kind);

const scannerOf: Readonly<Record<string, string>> = {
  'cron-job': 'cron-jobs',
  'systemd-service': 'systemd-units',
  account: 'privileged-accounts',
  'authorized-key': 'authorized-keys',
  'listening-port': 'listening-ports',
  'system-file': 'file-integrity',
  'configuration-file': 'file-integrity',
  reboot: 'reboot-required',
};

const file = (digest: string, mode: string, size: number) => ({ digest: digest.repeat(8), size, mode, uid: 0, gid: 0, linkTarget: null });

/** A reception desk's machine on which somebody made themselves at home. */
export const intrusion: readonly SentFinding[] = [
  found('patch-status.security-updates-pending', 'openssl, libssl3, curl (+4)', {
    minutes: 2900,
    evidence: {
      subject: 'openssl, libssl3, curl (+4)',
      after: {
        count: 7,
        packages: ['openssl', 'libssl3', 'curl', 'libcurl4', 'linux-image-amd64', 'sudo', 'vim-common'].map(
          (name, at) => `${name} ${at + 1}.0-1 → ${at + 1}.0-1+deb12u2`,
        ),
      },
    },
  }),
  found('reboot.required', 'linux-image-amd64', {
    severity: 'medium',
    minutes: 2890,
    evidence: { subject: 'linux-image-amd64', after: { because: ['linux-image-amd64'] } },
  }),
  found('cron-job.added', '/etc/cron.d/sys-backup', {
    minutes: 47,
    evidence: { subject: '/etc/cron.d/sys-backup', after: file('4f1c9a02', '0644', 88) },
  }),
  found('authorized-key.added', '/root/.ssh/authorized_keys SHA256:mV9c1r4Zk0Xr2w8m3kq1', {
    minutes: 46,
    evidence: { subject: '/root/.ssh/authorized_keys SHA256:mV9c1r4Zk0Xr2w8m3kq1', after: { type: 'ssh-ed25519' } },
  }),
  found('account.second-root', '~8d0c1f2a', {
    severity: 'critical',
    technique: 'T1136.001',
    minutes: 45,
    evidence: { subject: '~8d0c1f2a', after: { rights: 'root', uid: 0, groups: ['sudo', 'users'], password: 'set' } },
  }),
  found('system-file.modified', '/usr/sbin/sshd', {
    severity: 'critical',
    minutes: 44,
    evidence: { subject: '/usr/sbin/sshd', before: file('a71b03de', '0755', 921_288), after: file('09cd51f7', '4755', 934_016) },
    history: [
      { at: minutesAgo(40), from: 'open', to: 'acknowledged', by: '~51b2c4d8', reason: 'đang hỏi bên bảo trì' },
      { at: minutesAgo(20), from: 'acknowledged', to: 'open', by: null, reason: null },
    ],
  }),
  found('listening-port.added', 'tcp/4444 /usr/bin/ncat', {
    severity: 'medium',
    minutes: 43,
    evidence: { subject: 'tcp/4444 /usr/bin/ncat', after: { scope: 'network' } },
  }),
];

export const intrusionReport: Partial<Summary> = {
  findings: [...intrusion],
  verdicts: [
    { scannerId: 'os-release', status: 'pass' },
    { scannerId: 'software', status: 'unknown', reason: 'scanner-skipped', subjects: [] },
    {
      scannerId: 'patch-status',
      status: 'fail',
      reason: 'security-updates-pending',
      subjects: ['openssl', 'libssl3', 'curl', 'libcurl4', 'linux-image-amd64', 'sudo', 'vim-common'],
    },
    { scannerId: 'reboot-required', status: 'fail', reason: 'reboot-required', subjects: ['linux-image-amd64'] },
    { scannerId: 'file-integrity', status: 'fail', reason: 'unexplained-changes', subjects: ['/usr/sbin/sshd'] },
    { scannerId: 'systemd-units', status: 'pass' },
    { scannerId: 'cron-jobs', status: 'fail', reason: 'unexplained-changes', subjects: ['/etc/cron.d/sys-backup'] },
    { scannerId: 'privileged-accounts', status: 'fail', reason: 'unexplained-changes', subjects: ['~8d0c1f2a'] },
    { scannerId: 'listening-ports', status: 'unknown', reason: 'scanner-failed', subjects: [] },
    { scannerId: 'authorized-keys', status: 'unknown', reason: 'partly-unreadable', subjects: ['/home/~51b2c4d8/.ssh'] },
  ],
  coverage: [
    { scannerId: 'os-release', status: 'ok', durationMs: 9 },
    { scannerId: 'software', status: 'skipped', reason: 'configuration', durationMs: 0 },
    { scannerId: 'patch-status', status: 'ok', durationMs: 1420 },
    { scannerId: 'listening-ports', status: 'failed', reason: 'COMMAND_TIMED_OUT: did not end within 20000 ms', durationMs: 20_000 },
    { scannerId: 'authorized-keys', status: 'ok', reason: '/home/~51b2c4d8/.ssh: EACCES; /srv/keys: EIO', durationMs: 21 },
  ],
  agentEvents: [{ at: minutesAgo(95), code: 'LIMIT_EXCEEDED', detail: 'The scan used 163 MB; its limit is 150 MB. It was stopped.' }],
};
