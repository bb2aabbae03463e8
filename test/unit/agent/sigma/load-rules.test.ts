import { chmodSync, existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadRules, rulesOfText } from '../../../../src/agent/sigma/load-rules.ts';
import { applySigma } from '../../../../src/domain/sigma/apply-sigma.ts';
import { layOut, tempFolder } from '../../../support/temp-folder.ts';

const rule = (over = '', detection = '  selection:\n    TargetFilename|endswith: .php\n  condition: selection\n'): string =>
  `title: A file of a web server\nauthor: Nguyễn Thử\nlicense: CC0-1.0\nlevel: high\nlogsource:\n  category: file_event\n  product: linux\n${over}detection:\n${detection}`;
const only = (text: string) => {
  const [listed, ...others] = rulesOfText(text, 'rule.yml');
  if (!listed || others.length > 0) throw new Error('not one rule');
  return listed;
};
const reasonsOf = (text: string): string[] => {
  const listed = only(text);
  return listed.status === 'refused' ? listed.refusals.map(({ code, subject }) => `${code} ${subject}`.trim()) : [];
};

test('a rule is accepted with what has to be shown beside its matches', () =>
  expect(only(rule())).toMatchObject({
    status: 'accepted',
    rule: { title: 'A file of a web server', author: 'Nguyễn Thử', license: 'CC0-1.0', severity: 'high' },
  }));

test.for([
  {
    name: 'a field that a change does not tell',
    detection: '  selection:\n    Image: x\n  condition: selection\n',
    reason: 'field-not-told Image',
  },
  {
    name: 'such a field under not, where leaving it out would turn it round',
    detection: '  selection:\n    TargetFilename: x\n  filter:\n    User: SYSTEM\n  condition: selection and not filter\n',
    reason: 'field-not-told User',
  },
  {
    name: 'an unknown modifier',
    detection: '  selection:\n    TargetFilename|almost: x\n  condition: selection\n',
    reason: 'modifier-unknown almost',
  },
  {
    name: 'a search that is not there',
    detection: '  selection:\n    TargetFilename: x\n  condition: selection and other\n',
    reason: 'search-missing other',
  },
  {
    name: 'counting',
    detection: '  selection:\n    TargetFilename: x\n  condition: selection | count() > 5\n',
    reason: 'aggregation selection | count() > 5',
  },
  { name: 'keywords', detection: '  selection:\n    - evil\n  condition: selection\n', reason: 'keywords' },
  {
    name: 'look-ahead',
    detection: "  selection:\n    TargetFilename|re: '(?=x)y'\n  condition: selection\n",
    reason: 'regular-expression (?=x)y',
  },
])('$name is refused', ({ detection, reason }) => expect(reasonsOf(rule('', detection))).toContain(reason));

test('a rule of a log that is not read here, a deprecated one and a correlation are refused', () => {
  expect(reasonsOf(rule().replace('file_event', 'process_creation'))).toContain('log-source linux process_creation');
  expect(reasonsOf(rule('status: deprecated\n'))).toEqual(['not-in-use deprecated']);
  expect(reasonsOf('title: x\ncorrelation:\n  type: event_count\n')).toEqual(['correlation']);
});

const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
  .split('')
  .map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[index]}`).join(',')}]`)
  .join('\n')}\n`;
test.for([
  { name: 'a file that is too large', text: `# ${'x'.repeat(200_000)}\n${rule()}`, code: 'too-large' },
  { name: 'aliases that would make millions', text: bomb, code: 'not-yaml' },
  { name: 'a key that stands twice', text: `${rule()}title: another\n`, code: 'not-yaml' },
  { name: 'a tag', text: 'title: !!js/function x\n', code: 'not-yaml' },
  { name: 'a merge key', text: 'a: &a {title: x}\n<<: *a\n', code: 'not-yaml' },
  { name: 'nesting without end', text: '['.repeat(20_000), code: 'not-yaml' },
  { name: 'a list', text: '- a\n- b\n', code: 'not-a-rule' },
])('$name is refused in bounded time', ({ text, code }) => expect(reasonsOf(text)[0]).toMatch(new RegExp(`^${code}`)));

test('no text makes the loader throw', () => {
  expect.hasAssertions();
  const pieces = fc.constantFrom(
    ...rule().split(/(?=[\s:|])/),
    '&a',
    '*a',
    '{',
    '[',
    '!',
    '|',
    '- ',
    '? ',
    '"',
    "'",
    '%',
    '\t',
    '\0',
    '---\n',
    '…',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 60 }), (parts) => {
      const refused = rulesOfText(parts.join(''), 'rule.yml').filter((listed) => listed.status === 'refused');
      expect(refused.every(({ refusals }) => refusals.length > 0)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('folders are read in order, links are not followed, unreadable files and duplicates are told', () => {
  const folder = tempFolder();
  layOut(folder, {
    'a/first.yml': rule('id: 11111111-1111-4111-8111-111111111111\n'),
    'a/LICENSE': 'Detection Rule License (DRL) 1.1\n',
    'b/again.yaml': rule('id: 11111111-1111-4111-8111-111111111111\n'),
    'b/readme.txt': 'no rule',
    '.git/hidden.yml': rule(),
  });
  writeFileSync(join(folder, 'a/second.yml'), rule('').replace('license: CC0-1.0\n', ''));
  symlinkSync('/etc/passwd', join(folder, 'b/link.yml'));
  const listed = loadRules([{ path: folder, mustExist: true }]);
  expect(listed.map(({ status, file, rule: read }) => [status, file.slice(folder.length + 1), read?.license ?? null])).toEqual([
    ['accepted', 'a/first.yml', 'CC0-1.0'],
    ['accepted', 'a/second.yml', 'DRL-1.1'],
    ['refused', 'b/again.yaml', 'CC0-1.0'],
  ]);
  expect(loadRules([{ path: join(folder, 'absent'), mustExist: false }])).toEqual([]);
  expect(loadRules([{ path: join(folder, 'absent'), mustExist: true }])).toMatchObject([
    { refusals: [{ code: 'unreadable', subject: 'ENOENT' }] },
  ]);
  chmodSync(join(folder, 'a'), 0o755);
});

const corpus = join(process.env.WARDWATCH_CORPUS ?? '../shared/data', 'sigma');
if (!existsSync(corpus)) console.warn(`skipped: the Sigma rules of the reference data are not at ${corpus}`);
test.skipIf(!existsSync(corpus))('every rule of SigmaHQ is accepted with its author and licence, or refused with a reason', () => {
  const listed = loadRules([{ path: corpus, mustExist: true }]);
  const accepted = listed.filter((entry) => entry.status === 'accepted');
  expect(listed.length).toBeGreaterThan(800);
  expect(accepted.length).toBeGreaterThan(300);
  expect(accepted.filter(({ rule: { author, license } }) => author === null || license !== 'DRL-1.1')).toEqual([]);
  const codes = new Set(listed.flatMap((entry) => (entry.status === 'refused' ? entry.refusals.map(({ code }) => code) : [])));
  // What is refused lies in what a change can tell, never in rules that are not understood.
  expect([...codes].toSorted()).toEqual(['event-not-told', 'field-not-told', 'keywords', 'log-source']);
  const planted = { kind: 'cron-job', key: '/etc/cron.d/x', change: 'added', after: { digest: 'd' } } as const;
  const matches =
    applySigma(
      accepted.map((entry) => entry.accepted),
      [planted],
    ).get(planted) ?? [];
  expect(matches.flatMap(({ techniques }) => techniques)).toContain('T1053.003');
});
