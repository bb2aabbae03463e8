import { expect, test } from 'vitest';
import { type Answer, failed } from '../../../renderer/console/answer.ts';
import { afterAnswer, freshnessOf, type ResourceState, viewOf } from '../../../renderer/console/resource.ts';

const empty: ResourceState<number> = { key: 'a', value: null, valueAt: null, failure: null };
const ok = (value: number): Answer<number> => ({ status: 'ok', value });
const unreachable = { kind: 'unreachable' } as const;

test('before the first answer a view is loading', () => expect(viewOf(empty, 'a')).toEqual({ status: 'loading' }));

test('a first try that fails leaves nothing to show', () =>
  expect(viewOf(afterAnswer(empty, 'a', failed(unreachable), 5), 'a')).toEqual({ status: 'failed', failure: unreachable }));

test('a refresh that fails keeps what was shown, with its time', () => {
  const shown = afterAnswer(empty, 'a', ok(1), 5);
  const stale = afterAnswer(shown, 'a', failed(unreachable), 9);
  expect(viewOf(stale, 'a')).toEqual({ status: 'shown', value: 1, valueAt: 5, failure: unreachable, isChanging: false });
  expect(viewOf(afterAnswer(stale, 'a', ok(2), 12), 'a')).toMatchObject({ value: 2, valueAt: 12, failure: null });
});

test('another question keeps the old answer on the page until its own is here', () => {
  const shown = afterAnswer(empty, 'a', ok(1), 5);
  expect(viewOf(shown, 'b')).toMatchObject({ value: 1, isChanging: true });
  expect(viewOf(afterAnswer(shown, 'b', ok(2), 6), 'b')).toMatchObject({ value: 2, isChanging: false });
});

test('an old answer never passes for that to another question that failed', () => {
  const shown = afterAnswer(empty, 'a', ok(1), 5);
  expect(viewOf(afterAnswer(shown, 'b', failed(unreachable), 6), 'b')).toEqual({ status: 'failed', failure: unreachable });
});

test('a page is as fresh as the oldest of what it shows', () => {
  const fresh = viewOf(afterAnswer(empty, 'a', ok(1), 20), 'a');
  const stale = viewOf(afterAnswer(afterAnswer(empty, 'a', ok(1), 5), 'a', failed(unreachable), 20), 'a');
  expect(freshnessOf([fresh, stale])).toEqual({ valueAt: 5, failure: unreachable });
  expect(freshnessOf([fresh])).toEqual({ valueAt: 20, failure: null });
  expect(freshnessOf([viewOf(empty, 'a')])).toEqual({ valueAt: null, failure: null });
});
