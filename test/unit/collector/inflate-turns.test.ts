import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTurns } from '../../../src/collector/ingest/inflate-turns.ts';

const anyCrowd = fc.array(fc.record({ endpointId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fails: fc.boolean() }), { maxLength: 60 });

test('all are done, at most four at once and one of each endpoint, whatever fails', () =>
  fc.assert(
    fc.asyncProperty(anyCrowd, async (crowd) => {
      const takeTurn = createTurns(4);
      const underWay: string[] = [];
      const outcomes = await Promise.allSettled(
        crowd.map(({ endpointId, fails }) =>
          takeTurn(endpointId, async () => {
            expect(underWay).not.toContain(endpointId);
            underWay.push(endpointId);
            expect(underWay.length).toBeLessThanOrEqual(4);
            await Promise.resolve();
            underWay.splice(underWay.indexOf(endpointId), 1);
            if (fails) throw new Error('refused');
          }),
        ),
      );
      expect(outcomes.map(({ status }) => status)).toEqual(crowd.map(({ fails }) => (fails ? 'rejected' : 'fulfilled')));
    }),
  ));

test('an endpoint with a hundred bodies does not hold up the next one', async () => {
  const takeTurn = createTurns(4);
  const done: string[] = [];
  const piece = (endpointId: string) => takeTurn(endpointId, async () => void done.push(endpointId));
  await Promise.all([...Array.from({ length: 100 }, () => piece('hostile')), piece('honest')]);
  expect(done.indexOf('honest')).toBeLessThan(3);
});
