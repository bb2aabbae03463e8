import { expect, test } from 'vitest';
import { type Change, findingOfChange } from '../../../src/domain/change.ts';

const unit = '/etc/systemd/system/backup-his.timer ab 0644 0';
const wanted = '/etc/systemd/system/timers.target.wants/backup-his.timer → ../backup-his.timer 0777 0';
const told = (change: Change): string => {
  const { technique, severity } = findingOfChange('s', change);
  return `${technique} ${severity}`;
};

test.for<[string, Change, string]>([
  ['a cron job for copies is gone', { kind: 'cron-job', key: '/etc/cron.d/sao-lưu-his', change: 'removed', before: {} }, 'T1490 high'],
  ['of any spelling', { kind: 'cron-job', key: '/etc/cron.d/sao_lưu'.normalize('NFD'), change: 'removed', before: {} }, 'T1490 high'],
  ['a timer for copies is gone', { kind: 'systemd-timer', key: 'backup-his.timer', change: 'removed', before: {} }, 'T1490 high'],
  [
    'a timer for copies is disabled',
    { kind: 'systemd-timer', key: 'backup-his.timer', change: 'modified', before: { files: [unit, wanted] }, after: { files: [unit] } },
    'T1490 high',
  ],
  [
    'a task for restore points is switched off',
    {
      kind: 'scheduled-task',
      key: '\\Microsoft\\Windows\\SystemRestore\\SR',
      change: 'modified',
      before: { enabled: true },
      after: { enabled: false },
    },
    'T1490 high',
  ],
  [
    'a task for copies does something else',
    { kind: 'scheduled-task', key: '\\Veeam', change: 'modified', before: { enabled: true }, after: { enabled: true } },
    'T1053.005 high',
  ],
  ['a task that calls itself so is new', { kind: 'scheduled-task', key: '\\Backup', change: 'added', after: {} }, 'T1053.005 high'],
  ['another job is gone', { kind: 'cron-job', key: '/etc/cron.d/certbot', change: 'removed', before: {} }, 'T1053.003 low'],
  ['a file of that name is gone', { kind: 'web-file', key: '/var/www/backup.php', change: 'removed', before: {} }, 'T1505.003 low'],
])('%s: $2', ([, change, expected]) => expect(told(change)).toBe(expected));
