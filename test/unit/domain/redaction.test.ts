import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../../../src/domain/finding.ts';
import { createPseudonym, redactText } from '../../../src/domain/redact-text.ts';
import { redactFinding, redactSubjects } from '../../../src/domain/redaction.ts';

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

test('a flood of documents leaves with its figure and the top folder alone', () => {
  const flood = { count: 900, joined: 1000, examples: ['/srv/share/Bệnh nhân A/siêu âm.docx', '/etc/cron.d/x'] };
  const told = redactFinding(finding({ evidence: { subject: '/srv/share/Bệnh nhân A', flood } }), pseudonym);
  expect(told.evidence).toEqual({ subject: '/srv/share', flood: { ...flood, examples: ['/etc/cron.d/x'] } });
  const home = redactFinding(finding({ evidence: { subject: '/home/nguyen.an/Tài liệu', flood } }), pseudonym);
  expect(home.evidence.subject).toMatch(/^\/home\/~[0-9a-f]{8}$/);
  const accounts = { ...flood, examples: ['nguyen.an'] };
  const added = redactFinding(finding({ rule: 'account.added', evidence: { subject: '', flood: accounts } }), pseudonym);
  expect(added.evidence.flood?.examples).toEqual([expect.stringMatching(/^~[0-9a-f]{8}$/)]);
});

test('who settled a finding is a pseudonym elsewhere; why is told, without names', () => {
  const step = {
    at: 't',
    from: 'open',
    to: 'expected',
    by: 'Lê Thị An',
    reason: 'Lê Thị An cài ở /home/an.le/x, S-1-5-21-1-2-3-4',
  } as const;
  const told = redactFinding(finding({ history: [step, { ...step, by: null, reason: null }] }), pseudonym);
  expect(JSON.stringify(told)).not.toMatch(/Lê Thị|an\.le|S-1-5/);
  expect(told.history).toMatchObject([{ by: pseudonym('Lê Thị An'), reason: expect.stringContaining('cài ở /home/~') }, { by: null }]);
});
