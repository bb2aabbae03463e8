import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressGroup } from '../../../../src/collector/connections/address-group.ts';
import { createFairQueue, type FairQueue } from '../../../../src/collector/connections/fair-queue.ts';

const limits = { mostPlaces: 8, mostOfGroup: 4, mostUnproven: 6, mostWaiting: 20, mostProven: 3 };
const queueOf = (arrivals: readonly string[]): FairQueue<string> => {
  const queue = createFairQueue<string>(limits);
  for (const [at, group] of arrivals.entries()) queue.arrive(group, `${group}${at}`);
  return queue;
};
const places = (queue: FairQueue<string>): string[] => {
  const given: string[] = [];
  for (let turn = queue.next('all'); turn; turn = queue.next('all')) given.push(turn.group);
  return given;
};

test('one address never has all places', () => expect(places(queueOf(Array.from({ length: 12 }, () => 'a')))).toHaveLength(4));

test('the address that holds the fewest comes first, and within it who came last', () => {
  const queue = queueOf(['a', 'a', 'a', 'b', 'b']);
  expect([queue.next('all'), queue.next('all'), queue.next('all')].map((turn) => turn?.item)).toEqual(['a2', 'b4', 'a1']);
});

test('addresses that proved themselves have places that all others together cannot take', () => {
  const queue = queueOf(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']);
  expect(places(queue)).toHaveLength(6);
  expect(queue.isWanted('a')).toBe(true);
  queue.arrive('known', 'x');
  expect(places(queue)).toEqual([]);
  queue.prove('known');
  expect(places(queue)).toEqual(['known']);
});

test('a place that is given back again and again goes round', () => {
  const queue = queueOf(['a', 'a', 'a', 'b', 'c']);
  const turns = Array.from({ length: 4 }, () => {
    const group = queue.next('all')?.group ?? '';
    queue.release(group);
    return group;
  });
  expect(turns).toEqual(['a', 'b', 'c', 'a']);
});

test('where only those that proved themselves are wanted the others wait', () => {
  const queue = queueOf(['a', 'b']);
  queue.prove('b');
  expect([queue.next('proven')?.group, queue.next('proven'), queue.next('all')?.group]).toEqual(['b', null, 'a']);
});

test('of addresses that proved themselves the one that did so longest ago is forgotten', () => {
  const queue = queueOf(['a', 'b', 'c', 'd', 'e', 'f']);
  for (const group of ['w', 'x', 'y', 'z']) queue.prove(group);
  places(queue);
  queue.arrive('w', 'w');
  expect(places(queue)).toEqual([]);
  queue.arrive('z', 'z');
  expect(places(queue)).toEqual(['z']);
});

test('when too many wait, the address with the most loses who has waited longest', () => {
  const queue = createFairQueue<string>(limits);
  queue.arrive('b', 'b');
  const dropped = Array.from({ length: 21 }, (_, at) => queue.arrive('a', `a${at}`));
  expect(dropped.filter((item) => item !== null)).toEqual(['a0', 'a1']);
});

const anyStep = fc.record({
  do: fc.constantFrom('arrive', 'next', 'release', 'leave', 'prove'),
  group: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
});

test('whatever comes, goes and proves itself, no limit is passed and nobody is lost or given two places', () =>
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 200 }), (steps) => {
      const queue = createFairQueue<string>(limits);
      const proven: string[] = [];
      const [waiting, held] = [new Map<string, string>(), new Map<string, string>()];
      const heldBy = (test: (group: string) => boolean): number => [...held.values()].filter(test).length;
      for (const [at, step] of steps.entries()) {
        if (step.do === 'arrive') {
          waiting.set(`${at}`, step.group);
          const dropped = queue.arrive(step.group, `${at}`);
          if (dropped !== null) expect(waiting.delete(dropped)).toBe(true);
        }
        if (step.do === 'next') {
          const unprovenBefore = heldBy((group) => !proven.includes(group));
          const turn = queue.next('all');
          if (!turn) continue;
          expect(waiting.get(turn.item)).toBe(turn.group);
          waiting.delete(turn.item);
          held.set(turn.item, turn.group);
          expect(held.size).toBeLessThanOrEqual(limits.mostPlaces);
          expect(heldBy((group) => group === turn.group)).toBeLessThanOrEqual(limits.mostOfGroup);
          if (!proven.includes(turn.group)) expect(unprovenBefore).toBeLessThan(limits.mostUnproven);
        }
        const [mine] = [...held].find(([, group]) => group === step.group) ?? [];
        if (step.do === 'release' && mine !== undefined) {
          held.delete(mine);
          queue.release(step.group);
        }
        const [leaving] = [...waiting].find(([, group]) => group === step.group) ?? [];
        if (step.do === 'leave' && leaving !== undefined) {
          waiting.delete(leaving);
          queue.leave(step.group, leaving);
        }
        if (step.do === 'prove') {
          queue.prove(step.group);
          proven.splice(0, proven.length, ...proven.filter((group) => group !== step.group).slice(-2), step.group);
        }
        expect(queue.waiting()).toBe(waiting.size);
      }
    }),
  ));

test.for([
  { address: '10.0.0.7', group: '10.0.0.7' },
  { address: '::ffff:10.0.0.7', group: '10.0.0.7' },
  { address: '2001:db8:1:2:3:4:5:6', group: '2001:db8:1:2' },
  { address: '2001:db8:1:2::1', group: '2001:db8:1:2' },
  { address: '2001:db8::1', group: '2001:db8:0:0' },
  { address: '::1', group: '0:0:0:0' },
  { address: 'fe80::1', group: 'fe80:0:0:0' },
])('$address counts as $group', ({ address, group }) => expect(addressGroup(address)).toBe(group));
