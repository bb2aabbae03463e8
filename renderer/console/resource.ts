import type { Answer, Failure } from './answer.ts';

/** What is known of something that the collector is asked for again and again. */
export interface ResourceState<Value> {
  /** Which question the value answers; another key than asked for means that the answer is still to come. */
  readonly key: string;
  readonly value: Value | null;
  /** By the collector's clock, ms since the epoch: when the value was true. */
  readonly valueAt: number | null;
  /** Of the last try; a value beside it is stale. */
  readonly failure: Failure | null;
}

/** Pure. An answer keeps the value before it when it brings none, as long as the question is the same. */
export function afterAnswer<Value>(state: ResourceState<Value>, key: string, answer: Answer<Value>, now: number): ResourceState<Value> {
  if (answer.status === 'ok') return { key, value: answer.value, valueAt: now, failure: null };
  const kept = state.key === key ? state : { value: null, valueAt: null };
  return { key, value: kept.value, valueAt: kept.valueAt, failure: answer.failure };
}

/** What a page makes of it: `changing` shows the old answer until that to a new question is here. */
export type View<Value> =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly failure: Failure }
  | {
      readonly status: 'shown';
      readonly value: Value;
      readonly valueAt: number;
      readonly failure: Failure | null;
      readonly isChanging: boolean;
    };

/** Pure. */
export function viewOf<Value>(state: ResourceState<Value>, key: string): View<Value> {
  const isChanging = state.key !== key;
  if (state.value !== null && state.valueAt !== null)
    return { status: 'shown', value: state.value, valueAt: state.valueAt, failure: isChanging ? null : state.failure, isChanging };
  return state.failure && !isChanging ? { status: 'failed', failure: state.failure } : { status: 'loading' };
}

export interface Freshness {
  /** The oldest of what is shown; null when nothing is. */
  readonly valueAt: number | null;
  readonly failure: Failure | null;
}

/** Pure. Several views on one page are as fresh as the oldest of them. */
export function freshnessOf(views: readonly View<unknown>[]): Freshness {
  const shown = views.filter((view) => view.status === 'shown');
  const times = shown.map(({ valueAt }) => valueAt);
  return { valueAt: times.length > 0 ? Math.min(...times) : null, failure: shown.find(({ failure }) => failure !== null)?.failure ?? null };
}

/** Pure. */
export const shownOrNull = <Value>(view: View<Value>): Value | null => (view.status === 'shown' ? view.value : null);
