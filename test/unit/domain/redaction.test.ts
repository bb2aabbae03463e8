import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../../../src/domain/finding.ts';
import { createPseudonym, redactFinding, redactSubjects, redactText } from '../../../src/domain/redaction.ts';

const pseudonym = createPseudonym('key of this endpoint');
const finding = (over: Partial<Finding>): Finding => ({
  scannerId: 's',
  rule: 'cron-job.added',
  fingerprint: 'f'.repeat(32),
  severity: 'high',
  state: 'open',
  firstSeenAt: 't',
  lastSeenAt: 't',
  evidence: { subject: 'x' },
  ...over,
});
const personName = fc.stringMatching(/^[a-z][a-z0-9._-]{4,12}$/).filter((name) => !['public', 'default'].includes(name));

test('no name of a person in a path leaves, whatever the path', () =>
  fc.assert(
    fc.property(
      personName,
      fc.constantFrom('/home/', '/Users/', 'C:\\Users\\', '/var/spool/cron/crontabs/', '/var/mail/'),
      fc.constantFrom('', '/.ssh/authorized_keys', '\\Desktop'),
      (name, folder, rest) => {
        const path = `${folder}${name}${rest}`;
        expect(redactText(`read ${path}: EACCES`, pseudonym)).not.toContain(name);
        expect(redactText(path, pseudonym).endsWith(rest)).toBe(true);
      },
    ),
  ));

test('an account finding leaves without its name, the same each time, and root stays root', () => {
  const told = redactFinding(
    finding({
      rule: 'account.added',
      evidence: { subject: 'nguyen.an', after: { rights: 'root', home: '/home/nguyen.an', shell: '/bin/sh' } },
    }),
    pseudonym,
  );
  expect(JSON.stringify(told)).not.toContain('nguyen');
  expect(told.evidence.after).toEqual({ rights: 'root' });
  expect(redactSubjects('privileged-accounts', ['nguyen.an', 'root', '/etc/sudoers'], pseudonym)).toEqual([
    told.evidence.subject,
    'root',
    '/etc/sudoers',
  ]);
});

test('lines of files and comments of keys stay on the machine', () => {
  const told = redactFinding(
    finding({ evidence: { subject: '/etc/cron.d/x', after: { lines: ['curl secret'], comment: 'an@bv', digest: 'd' } } }),
    pseudonym,
  );
  expect(told.evidence.after).toEqual({ digest: 'd' });
});

test('another endpoint has other pseudonyms', () => expect(createPseudonym('other')('an')).not.toBe(pseudonym('an')));
