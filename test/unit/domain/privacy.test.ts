import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPseudonym, redactText } from '../../../src/domain/redact-text.ts';
import { redactFinding } from '../../../src/domain/redaction.ts';
import { aFinding } from '../../fixtures/collector/summaries.ts';

const pseudonym = createPseudonym('key of this endpoint');

/** Names as they are written in Việt Nam, of one to four words, in either normal form. */
const word = fc.constantFrom('Nguyễn', 'Trần', 'Phạm', 'Đặng', 'Thị', 'Văn', 'Hồng', 'Ngọc', 'Hiếu', 'Quỳnh', 'Tuấn', 'Lệ');
const personName = fc
  .tuple(
    fc.array(word, { minLength: 1, maxLength: 4 }),
    fc.constantFrom(' ', '.', '_', '-'),
    fc.constantFrom('NFC' as const, 'NFD' as const),
    fc.integer({ min: 10, max: 99 }),
  )
  .map(([words, between, form, number]) => `${words.join(between)}${number}`.normalize(form));
const extension = fc.constantFrom('docx', 'PDF', 'xlsx', 'dcm', 'jpg', 'txt', 'zip', 'csv');
const homes = fc.constantFrom(
  '/home/',
  '/Users/',
  'C:\\Users\\',
  'd:\\users\\',
  '/mnt/disk/home/',
  '\\\\server\\profiles$\\',
  '\\\\nas.bv.local\\Users\\',
  '\\\\srv\\',
);
const around = fc.constantFrom(['', ''], ['cannot read ', ': EACCES'], ['"', '"'], ['EACCES: open ', '']) satisfies fc.Arbitrary<string[]>;
const both = (name: string): string[] => [name, name.normalize('NFC'), name.normalize('NFD')];
const leaks = (told: string, name: string): boolean => both(name).some((form) => told.includes(form));

test('the person whose home it is never leaves, in any system, normal form or sentence', () =>
  fc.assert(
    fc.property(
      homes,
      personName,
      fc.constantFrom('', '/.ssh/authorized_keys', '\\AppData\\Roaming\\x.lnk'),
      around,
      (folder, name, rest, [before, after]) => {
        expect(leaks(redactText(`${before}${folder}${name}${rest}${after}`, pseudonym), name)).toBe(false);
      },
    ),
  ));

test('no name of a document leaves: from a home, from a disk of data, from a share', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(
        '/home/an/',
        '/root/',
        '/home/an/Documents/',
        'C:\\Users\\an\\Desktop\\',
        '/srv/',
        '/data/hồ sơ/',
        'D:\\HoSo\\',
        '\\\\nas\\chung\\',
      ),
      personName,
      personName,
      extension,
      around,
      (folder, patient, inside, kind, [before, after]) => {
        const separator = folder.includes('\\') ? '\\' : '/';
        const told = redactText(`${before}${folder}${inside}${separator}${patient}.${kind}${after}`, pseudonym);
        expect([leaks(told, patient), leaks(told, inside)]).toEqual([false, false]);
      },
    ),
  ));

test('a file of any kind in a home leaves without its name', () =>
  fc.assert(
    fc.property(
      fc.constantFrom('/home/an/', '/root/', 'C:\\Users\\an\\Desktop\\'),
      personName,
      fc.constantFrom('', '.exe', '.sh'),
      (folder, name, kind) => {
        expect(leaks(redactText(`${folder}${name}${kind}`, pseudonym), name)).toBe(false);
      },
    ),
  ));

test.for([
  ['/root/.ssh/authorized_keys', /^\/root\/\.ssh\/authorized_keys$/],
  ['/home/an/.config/autostart/x.desktop', /^\/home\/~[0-9a-f]{8}\/\.config\/autostart\/x\.desktop$/],
  ['C:\\Users\\An\\AppData\\Local\\x.exe', /^C:\\Users\\~[0-9a-f]{8}\\AppData\\Local\\x\.exe$/],
  ['/usr/share/doc/x/copyright.txt', /^\/usr\/share\/doc\/x\/copyright\.txt$/],
  ['/opt/app/readme.md', /^\/opt\/app\/readme\.md$/],
  ['C:\\Windows\\System32\\x.dll', /^C:\\Windows\\System32\\x\.dll$/],
  ['/home/an/tải về/x.sh', /^\/home\/~[0-9a-f]{8}\/~[0-9a-f]{8}\.sh$/],
  ['/srv/chung/hồ sơ.pdf', /^\/srv\/~[0-9a-f]{8}\.pdf$/],
  ['\\\\nas\\profiles$\\an', /^\\\\nas\\~[0-9a-f]{8}$/],
] as const)('%s leaves as what tells an administrator enough', ([path, told]) => expect(redactText(path, pseudonym)).toMatch(told));

test('one person is one pseudonym, in either normal form', () =>
  fc.assert(
    fc.property(personName, (name) => {
      expect(pseudonym(name.normalize('NFD'))).toBe(pseudonym(name.normalize('NFC')));
    }),
  ));

test('who decided leaves in no form and in no case, also where the reason names that person', () =>
  fc.assert(
    fc.property(personName, fc.constantFrom('NFC', 'NFD'), fc.boolean(), (name, form, isUpper) => {
      const named = (isUpper ? name.toUpperCase() : name).normalize(form);
      const step = { at: 't', from: 'open', to: 'expected', by: name, reason: `${named} cài theo phiếu` } as const;
      const told = redactFinding({ ...aFinding('a'), history: [step] }, pseudonym).history?.[0];
      expect(leaks(`${told?.by} ${told?.reason}`, named) || leaks(`${told?.by} ${told?.reason}`, name)).toBe(false);
    }),
  ));

test('no free text leaves: an attribute that is not on the list stays, whatever it says', () =>
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zA-Z]{1,20}$/), fc.string({ minLength: 6 }), (name, text) => {
      const told = redactFinding(
        aFinding('a', { evidence: { subject: 'x', after: { [`x${name}`]: text, comment: text, lines: [text], command: text } } }),
        pseudonym,
      );
      expect(told.evidence.after).toEqual({});
    }),
  ));

test('an account that is a finding leaves as a keyed hash, the same each time on this machine and another elsewhere', () =>
  fc.assert(
    fc.property(personName, (name) => {
      const account = aFinding('a', { rule: 'account.added', evidence: { subject: name } });
      const told = redactFinding(account, pseudonym).evidence.subject;
      expect(told).toMatch(/^~[0-9a-f]{8}$/);
      expect(redactFinding(account, pseudonym).evidence.subject).toBe(told);
      expect(redactFinding(account, createPseudonym('another machine')).evidence.subject).not.toBe(told);
    }),
  ));
