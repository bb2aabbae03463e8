import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ListedRule, loadRules, rulesOfText } from '../../../../src/agent/sigma/load-rules.ts';
import { ruleFolders } from '../../../../src/agent/sigma/rule-folders.ts';
import { ruleText } from '../../../support/sigma.ts';
import { layOut, tempFolder } from '../../../support/temp-folder.ts';

const rule = (more = ''): string =>
  ruleText('category: file_event, product: linux', '  s:\n    TargetFilename|startswith: /etc/cron.d/\n  condition: s', more);
const codes = (listed: readonly ListedRule[]): string[] =>
  listed.map((one) => (one.status === 'accepted' ? 'accepted' : (one.refusals[0]?.code ?? '')));
const codesOf = (text: string): string[] => codes(rulesOfText(text, 'rule.yml'));
const firstValue = (text: string): unknown => {
  const alternative = rulesOfText(text, 'rule.yml')[0]?.rule?.searches.get('s')?.[0];
  return alternative && 'items' in alternative ? alternative.items[0]?.values[0] : undefined;
};
const valued = (value: string): string =>
  ruleText('category: file_event, product: linux', `  s:\n    TargetFilename: ${value}\n  condition: s`);

test.for([
  ['no', 'no'],
  ['yes', 'yes'],
  ['on', 'on'],
  ['true', true],
  ['0x10', 16],
  ['010', 10],
  ["'010'", '010'],
  ['1.5', 1.5],
  ['~', null],
  ['2026-11-23', '2026-11-23'],
  ["'C:\\Windows\\*'", 'C:\\Windows\\*'],
  ['"C:\\\\Windows"', 'C:\\Windows'],
  ['C:\\Windows', 'C:\\Windows'],
  ['&a x', 'x'],
] as const)('the scalar %s is read as YAML 1.2 has it', ([written, value]) => expect(firstValue(valued(written))).toBe(value));

test.for([
  { name: 'a file that holds nothing', text: '', told: [] },
  { name: 'a file of comments', text: '# nothing\n', told: [] },
  { name: 'several rules in one file', text: `${rule()}---\n${rule()}`, told: ['accepted', 'accepted'] },
  { name: 'a marker of the order of bytes', text: `\uFEFF${rule()}`, told: ['accepted'] },
  { name: 'line ends of Windows', text: rule().replaceAll('\n', '\r\n'), told: ['accepted'] },
  { name: 'a key that stands twice', text: rule('level: low\nlevel: high'), told: ['not-yaml'] },
  { name: 'a field that stands twice', text: valued('x\n    TargetFilename: y'), told: ['not-yaml'] },
  { name: 'a tag', text: rule('x: !!js/function "1"'), told: ['not-yaml'] },
  { name: 'a tag of the core schema', text: valued('!!str 5'), told: ['accepted'] },
  { name: 'a merge key', text: rule('x: { <<: { a: 1 } }'), told: ['not-yaml'] },
  { name: 'a key that JavaScript knows', text: rule('__proto__: { a: 1 }'), told: ['not-yaml'] },
  { name: 'a key that is a map', text: rule('{ a: 1 }: x'), told: ['not-yaml'] },
  { name: 'an alias of nothing', text: rule('x: *nothing'), told: ['not-yaml'] },
  { name: 'an alias that means itself', text: valued('&a [*a]'), told: ['not-a-rule'] },
  { name: 'an alias that means itself where anything may stand', text: rule('scope: &a [*a]'), told: ['scope'] },
  { name: 'tabs for spaces', text: rule('x:\n\ty: 1'), told: ['not-yaml'] },
  { name: 'a list', text: '- a\n- b\n', told: ['not-a-rule'] },
  { name: 'a text', text: 'a text\n', told: ['not-a-rule'] },
  { name: 'no title', text: rule().replace(/^title.*\n/, ''), told: ['not-a-rule'] },
  { name: 'no condition', text: rule().replace('  condition: s\n', ''), told: ['not-a-rule'] },
  { name: 'a map within a value', text: valued('{ a: 1 }'), told: ['not-a-rule'] },
  { name: 'a search without fields', text: rule().replace('    TargetFilename|startswith: /etc/cron.d/', '    {}'), told: ['not-a-rule'] },
  { name: 'an empty list', text: valued('[]'), told: ['not-a-rule'] },
  { name: 'no number', text: valued('.nan'), told: ['not-a-rule'] },
  { name: 'a number that is like its neighbours', text: valued('12345678901234567890'), told: ['not-a-rule'] },
  { name: 'more than 64 KiB', text: `${rule()}# ${'x'.repeat(65_536)}`, told: ['too-large'] },
  { name: 'more than 500 documents', text: '--- a\n'.repeat(501), told: ['too-large'] },
])('$name: $told', ({ text, told }) => expect(codesOf(text)).toEqual(told));

const bomb = `a0: &a0 [x, x, x, x, x, x, x, x, x]\n${Array.from(
  { length: 30 },
  (_, index) => `a${index + 1}: &a${index + 1} [${Array.from({ length: 9 }, () => `*a${index}`).join(', ')}]\n`,
).join('')}`;
const dashes = "      - '-a-b-c-d'\n".repeat(3000);
const large = 64 * 1024 - 300;

test.for([
  { name: 'brackets within brackets', text: '['.repeat(large) },
  { name: 'braces within braces', text: '{a: '.repeat(large / 4) },
  { name: 'lists within lists', text: '- '.repeat(large / 2) },
  { name: 'keys within keys', text: '? '.repeat(large / 2) },
  { name: 'aliases of aliases', text: bomb },
  { name: 'nothing but anchors', text: '&a '.repeat(large / 3) },
  { name: 'nothing but quotes', text: '"'.repeat(large) },
  { name: 'nothing but directives', text: '%a\n'.repeat(large / 3) },
  { name: 'thousands of keys', text: Array.from({ length: 6000 }, (_, index) => `k${index}: 1\n`).join('') },
  {
    name: 'encodings of every kind of dash',
    text: valued('x').replace('TargetFilename: x', `TargetFilename|windash|base64offset|contains:\n${dashes}`),
  },
  {
    name: 'encodings of encodings',
    text: valued('x').replace('TargetFilename: x', `TargetFilename|${'base64|'.repeat(200)}contains: abc`),
  },
  {
    name: 'repeated repetitions',
    text: valued('x').replace('TargetFilename: x', `TargetFilename|re:\n${"      - '(a{100}){10}'\n".repeat(2500)}`),
  },
  { name: 'brackets in a condition', text: rule().replace('condition: s', `condition: ${'('.repeat(8000)}s`) },
])('$name: refused within two seconds and 150 MB', ({ text }) => {
  const started = performance.now();
  const before = process.memoryUsage().rss;
  expect(codesOf(text)).not.toContain('accepted');
  expect(performance.now() - started).toBeLessThan(2000);
  expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
});

const piece = fc.oneof(
  fc.constantFrom(
    'title: a\n',
    'logsource: { category: file_event }\n',
    'detection:\n',
    '  s:\n',
    '    TargetFilename|contains: ',
    '  condition: s\n',
  ),
  fc.constantFrom(
    '- ',
    '---\n',
    '&a ',
    '*a',
    '!!int ',
    '|\n',
    '>\n',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    '? ',
    ': ',
    ', ',
    '\t',
    '# ',
    '<<: *a\n',
    '\0',
    '\uFEFF',
    '\ud800',
  ),
  fc.constantFrom(
    '|re: ',
    '|windash|base64offset: ',
    '|cidr: ',
    '|fieldref: ',
    '|expand: ',
    '%x%',
    '1 of them',
    'all of s*',
    'not ',
    '(',
    ')',
    '*',
    '?',
    '\\',
  ),
  fc.string({ maxLength: 8 }),
);

test('no text makes the reader throw or hang', () =>
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const started = performance.now();
      for (const listed of rulesOfText(pieces.join(''), 'rule.yml'))
        if (listed.status === 'refused') expect(listed.refusals.length).toBeGreaterThan(0);
      expect(performance.now() - started).toBeLessThan(1000);
    }),
    { numRuns: 3000 },
  ));

test('no value and no modifiers make a rule throw, and every rule is either accepted or refused with a reason', () => {
  const modifier = fc.constantFrom(
    'contains',
    'startswith',
    'endswith',
    'all',
    're',
    'i',
    'base64',
    'base64offset',
    'wide',
    'utf16',
    'windash',
    'cidr',
    'cased',
    'neq',
    'exists',
    'fieldref',
    'expand',
    'lt',
    'x',
  );
  return fc.assert(
    fc.property(fc.array(modifier, { maxLength: 5 }), fc.string({ maxLength: 20 }), (modifiers, value) => {
      const text = valued('x').replace('TargetFilename: x', `${['TargetFilename', ...modifiers].join('|')}: ${JSON.stringify(value)}`);
      const [listed] = rulesOfText(text, 'rule.yml');
      expect(listed?.status === 'accepted' || (listed?.refusals.length ?? 0) > 0).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('rules are found in the data folder and in the folders of the configuration, by name, with the licence that lies above them', () => {
  const root = tempFolder();
  layOut(root, {
    'data/sigma/b.yml': rule('id: one'),
    'data/sigma/a.yaml': rule('id: two').replace('license: CC0-1.0\n', ''),
    'data/sigma/notes.txt': 'no rule',
    'data/sigma/.hidden/x.yml': rule(),
    'data/sigma/link.yml': '→ b.yml',
    'theirs/LICENSE': 'Detection Rule License (DRL) 1.1\n',
    'theirs/deep/er/c.yml': rule('id: three').replace('license: CC0-1.0\n', ''),
    'theirs/deep/again.yml': rule('id: one'),
    'theirs/broken.yml': 'title: [',
  });
  const listed = loadRules(ruleFolders(join(root, 'data'), [join(root, 'theirs'), join(root, 'missing')]));
  const shown = listed.map(({ file, rule: read, ...one }) => [
    file.slice(root.length + 1),
    one.status === 'accepted' ? (read?.license ?? null) : (one.refusals[0]?.code ?? ''),
  ]);
  expect(shown).toEqual([
    ['data/sigma/a.yaml', null],
    ['data/sigma/b.yml', 'CC0-1.0'],
    ['theirs/broken.yml', 'not-yaml'],
    ['theirs/deep/again.yml', 'duplicate-id'],
    ['theirs/deep/er/c.yml', 'DRL-1.1'],
    ['missing', 'unreadable'],
  ]);
});

test('a data folder without rules is nothing to speak of', () => expect(loadRules(ruleFolders(tempFolder(), []))).toEqual([]));
