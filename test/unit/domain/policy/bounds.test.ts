import { expect, test } from 'vitest';
import { refusalOfPolicy } from '../../../../src/domain/policy/bounds.ts';
import { scannerIds } from '../../../../src/domain/scanner-ids.ts';

const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

test.for([
  { name: 'all scanners off', policy: { scan: { skip: scannerIds } }, because: /switch off/ },
  {
    name: 'more than half of them off',
    policy: {
      scan: {
        skip: scannerIds.filter(
          (id) => !['patch-status', 'software', 'file-integrity', 'persistence', 'privileged-accounts', 'log-integrity'].includes(id),
        ),
      },
    },
    because: /more than half/,
  },
  { name: 'patch status off', policy: { scan: { skip: ['patch-status'] } }, because: /patch-status/ },
  { name: 'a heartbeat each minute', policy: { heartbeat_minutes: 1 }, because: /flood/ },
  { name: 'a heartbeat each week', policy: { heartbeat_minutes: 10_080 }, because: /silenced/ },
  { name: 'a scanner each minute', policy: { scan: { every_minutes: { software: 1 } } }, because: /felt/ },
  { name: 'a scanner once a year', policy: { scan: { every_minutes: { software: 525_600 } } }, because: /as good as switched off/ },
  {
    name: 'maintenance all week',
    policy: { scan: { maintenance: [{ days: week, from: '00:00', to: '23:59' }] } },
    because: /168 h a week/,
  },
  {
    name: 'maintenance from a time to itself, each day',
    policy: { scan: { maintenance: [{ days: week, from: '08:00', to: '08:00' }] } },
    because: /168 h/,
  },
  { name: 'the whole disk under file integrity', policy: { scan: { extra_files: ['/'] } }, because: /all of \// },
  { name: 'the whole drive under file integrity', policy: { scan: { extra_files: ['C:\\'] } }, because: /all of C/ },
])('$name is refused by the agent itself', ({ policy, because }) => expect(refusalOfPolicy(policy)).toMatch(because));

test.for([
  {},
  { heartbeat_minutes: 5, scan: { every_minutes: { software: 60 }, skip: ['listening-ports'], extra_files: ['/opt/his'] } },
  { scan: { maintenance: [{ days: week, from: '22:00', to: '05:00' }] } },
])('a usual policy is followed: %j', (policy) => expect(refusalOfPolicy(policy)).toBeNull());
