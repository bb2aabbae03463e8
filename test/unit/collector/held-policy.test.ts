import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { judgeHeld } from '../../../src/collector/policy/held-policy.ts';

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const newest = { version: 5, document: 'five' };

test.for([
  { name: 'no policy', question: { version: 0 }, held: 'none' },
  { name: 'the newest', question: { version: 5, digest: digestOf('five') }, held: 'newest' },
  { name: 'the newest, of an agent that tells no digest', question: { version: 5 }, held: 'newest' },
  { name: 'an older one', question: { version: 4, digest: digestOf('four') }, held: 'older' },
  { name: 'another one under the same number', question: { version: 5, digest: digestOf('other') }, held: 'foreign' },
  { name: 'one that was never published', question: { version: 6, digest: digestOf('six') }, held: 'foreign' },
  { name: 'a number that nobody reaches', question: { version: 10_006 }, held: 'absurd' },
])('a machine with $name is told as $held', ({ question, held }) => expect(judgeHeld(question, newest)).toBe(held));

test('a collector without a policy knows none of what machines follow', () => {
  expect(judgeHeld({ version: 3, digest: digestOf('x') }, null)).toBe('foreign');
  expect(judgeHeld({ version: 0 }, null)).toBe('none');
});
