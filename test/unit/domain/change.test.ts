import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesBetween, findingOfChange } from '../../../src/domain/change.ts';
import type { WatchedThing } from '../../../src/domain/thing.ts';

const thing = (key: string, digest: string): WatchedThing => ({ kind: 'cron-job', key, state: { digest } });
const anyThings = fc.uniqueArray(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), digest: fc.constantFrom('1', '2') }), {
  selector: ({ key }) => key,
});

test('tells what was added, modified and removed, with before and after', () => {
  const changes = changesBetween(
    [thing('same', '1'), thing('old', '1'), thing('edited', '1')],
    [thing('same', '1'), thing('edited', '2'), thing('new', '1')],
  );
  expect(changes).toMatchObject([
    { change: 'modified', key: 'edited', before: { digest: '1' }, after: { digest: '2' } },
    { change: 'added', key: 'new', after: { digest: '1' } },
    { change: 'removed', key: 'old', before: { digest: '1' } },
  ]);
});

test('the order in which attributes were set is no change', () => {
  const before: WatchedThing = { kind: 'account', key: 'x', state: { uid: 1, shell: '/bin/sh' } };
  expect(changesBetween([before], [{ ...before, state: { shell: '/bin/sh', uid: 1 } }])).toEqual([]);
});

test('what could not be read is not removed', () =>
  expect(changesBetween([thing('/a/x', '1'), thing('/b', '1')], [], ({ key }) => key.startsWith('/a'))).toMatchObject([{ key: '/b' }]));

test('a reading told against itself is no change, and forth and back are mirror images', () =>
  fc.assert(
    fc.property(anyThings, anyThings, (a, b) => {
      const before = a.map(({ key, digest }) => thing(key, digest));
      const after = b.map(({ key, digest }) => thing(key, digest));
      expect(changesBetween(before, before)).toEqual([]);
      const mirror = { added: 'removed', removed: 'added', modified: 'modified' } as const;
      const forth = changesBetween(before, after).map(({ key, change }) => `${key} ${change}`);
      const back = changesBetween(after, before).map(({ key, change }) => `${key} ${mirror[change]}`);
      expect(forth.toSorted()).toEqual(back.toSorted());
    }),
  ));

test('an addition and a modification of an account are different techniques of one thing', () => {
  const added = findingOfChange('s', { kind: 'account', key: 'x', change: 'added', after: {} });
  const modified = findingOfChange('s', { kind: 'account', key: 'x', change: 'modified', before: {}, after: {} });
  expect([added.technique, modified.technique]).toEqual(['T1136.001', 'T1098']);
  expect(added.fingerprint).toBe(modified.fingerprint);
});
