import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Change, findingOfChange } from '../../../src/domain/change.ts';
import type { FindingDraft } from '../../../src/domain/finding.ts';
import { foldChanges, mostToldAlone } from '../../../src/domain/flood.ts';
import { frequentNames } from '../../../src/domain/frequent-names.ts';
import { topFolder } from '../../../src/domain/top-folder.ts';

const added = (key: string, over: Partial<Change> = {}): Change => ({
  kind: 'configuration-file',
  key,
  change: 'added',
  after: { digest: 'd' },
  ...over,
});
const many = (count: number, folder = '/srv/share/a', over: Partial<Change> = {}): Change[] =>
  Array.from({ length: count }, (_, at) => added(`${folder}/${at}`, over));
const fold = (changes: Iterable<Change>, over: Partial<Parameters<typeof foldChanges>[0]> = {}) =>
  foldChanges({
    changes,
    draftOf: (change) => findingOfChange('file-integrity', change),
    isOpenFlood: () => false,
    isToldAlone: () => false,
    ...over,
  });

describe('what becomes one finding', () => {
  test.for([
    { name: 'a page of changes is told one by one', changes: many(mostToldAlone), alone: mostToldAlone, floods: 0 },
    { name: 'one more is a flood', changes: many(mostToldAlone + 1), alone: 0, floods: 1 },
    {
      name: 'two sorts of change are two causes',
      changes: [...many(51), ...many(51, '/srv/share/a', { change: 'removed' })],
      alone: 0,
      floods: 2,
    },
    {
      name: 'two kinds of thing are two causes',
      changes: [...many(51), ...many(51, '/srv/share/a', { kind: 'cron-job' })],
      alone: 0,
      floods: 2,
    },
    { name: 'two places are two causes', changes: [...many(51), ...many(51, '/opt/tool')], alone: 0, floods: 2 },
    { name: 'folders below one are one place', changes: [...many(30, '/srv/share/a'), ...many(30, '/srv/share/b/c')], alone: 0, floods: 1 },
    { name: 'few in many places stay alone', changes: [...many(40, '/opt/a'), ...many(40, '/opt/b')], alone: 80, floods: 0 },
    {
      name: 'a grave one in the middle is told by itself',
      changes: [...many(500), added('/srv/share/a/x', { severity: 'critical' }), ...many(500, '/srv/share/b')],
      alone: 1,
      floods: 1,
    },
    {
      name: 'a thousand grave ones are one',
      changes: many(1000, '/usr/bin', { kind: 'system-file', change: 'modified' }),
      alone: 0,
      floods: 1,
    },
    {
      name: 'accounts have no folder',
      changes: Array.from({ length: 60 }, (_, at) => added(`user${at}`, { kind: 'account' })),
      alone: 0,
      floods: 1,
    },
  ])('$name', ({ changes, alone, floods }) => {
    const folded = fold(changes);
    expect([folded.alone.length, folded.floods.length]).toEqual([alone, floods]);
  });

  test('it has the gravest severity, ten examples, and the folder of most', () => {
    const { floods } = fold([...many(100, '/srv/share/a'), ...many(400, '/srv/share/b', { severity: 'high' })]);
    expect(floods).toMatchObject([
      { draft: { rule: 'configuration-file.added', severity: 'high', evidence: { subject: '/srv/share/b' } }, examples: { length: 10 } },
    ]);
  });

  test('of changes as grave as each other it cites the rules that match one', () => {
    const rule = { id: null, title: 'Many files', author: 'A', license: null, severity: null };
    const draftOf = (change: Change): FindingDraft => {
      const draft = findingOfChange('file-integrity', change);
      return change.key.endsWith('/77') ? { ...draft, technique: 'T1486', evidence: { ...draft.evidence, rules: [rule] } } : draft;
    };
    expect(fold(many(100), { draftOf }).floods).toMatchObject([{ draft: { technique: 'T1486', evidence: { rules: [rule] } } }]);
  });

  test('an open flood takes up the little that is left or new of it, and nothing of another place', () => {
    const [flood] = fold(many(51)).floods;
    const isOpenFlood = (fingerprint: string): boolean => fingerprint === flood?.draft.fingerprint;
    const folded = fold([added('/srv/share/new'), added('/srv/other/new')], { isOpenFlood });
    expect(folded.floods.map(({ draft }) => draft.fingerprint)).toEqual([flood?.draft.fingerprint]);
    expect(folded.alone.map(({ key }) => key)).toEqual(['/srv/other/new']);
  });

  test('what has a finding of its own keeps it', () => {
    const [first] = many(1);
    const isToldAlone = (fingerprint: string): boolean =>
      first !== undefined && fingerprint === findingOfChange('file-integrity', first).fingerprint;
    const { alone, floods, floodOf } = fold(many(100), { isToldAlone });
    expect(alone).toEqual([first]);
    expect(floods).toHaveLength(1);
    expect(first && floodOf(first)).toBeNull();
  });
});

test('every change is told exactly once: alone or in the flood that it names', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('/a/b', '/a/b/c', '/d', 'x'), fc.nat({ max: 400 }), fc.boolean())), (parts) => {
      const changes = parts.flatMap(([folder, at, isGrave]) =>
        Array.from({ length: (at % 60) + 1 }, (_, more) => added(`${folder}/${at}-${more}`, isGrave ? { severity: 'critical' } : {})),
      );
      const { alone, floods, floodOf } = fold(changes);
      const names = new Set(floods.map(({ draft }) => draft.fingerprint));
      const inFloods = changes.filter((change) => names.has(floodOf(change) ?? ''));
      expect(alone.length + inFloods.length).toBe(changes.length);
      expect(changes.filter((change) => floodOf(change) === null)).toHaveLength(alone.length);
    }),
    { numRuns: 50 },
  ));

test('tens of thousands of changes in thousands of places are folded in one pass, and none is lost', () => {
  function* everywhere(): Generator<Change> {
    for (let at = 0; at < 60_000; at += 1) yield added(`/data/${at % 3000}/${at}`);
  }
  const { alone, floods, floodOf } = fold(everywhere());
  expect(floods).toHaveLength(1); // that of all whose place came after the five hundredth
  const folded = [...everywhere()].filter((change) => floodOf(change) !== null);
  expect(folded.length + alone.length).toBe(60_000);
});

test.for([
  { key: '/srv/share/a/b/file', top: '/srv/share' },
  { key: '/etc/cron.d/x', top: '/etc/cron.d' },
  { key: '/etc/passwd', top: '/etc' },
  { key: '/vmlinuz', top: '' },
  { key: 'C:\\Users\\an\\x.exe', top: 'C:\\Users' },
  { key: 'HKLM\\SOFTWARE\\Microsoft\\Run\\x', top: 'HKLM\\SOFTWARE' },
  { key: 'tcp/4444 /usr/bin/nc', top: '' },
])('the place of $key is "$top"', ({ key, top }) => expect(topFolder(key)).toBe(top));

test('the most frequent name is found among more names than are kept', () => {
  const names = frequentNames(8);
  for (let at = 0; at < 1000; at += 1) names.add(at % 3 === 0 ? 'often' : `once ${at}`);
  expect(names.mostFrequent()).toBe('often');
});
