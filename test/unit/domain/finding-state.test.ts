import { expect, test } from 'vitest';
import { findingStates } from '../../../src/domain/finding.ts';
import { findingEvents, stateAfter } from '../../../src/domain/finding-state.ts';

const cases = [
  { state: 'open', event: 'seen', to: 'open' },
  { state: 'open', event: 'changed', to: 'open' },
  { state: 'open', event: 'gone', to: 'resolved' },
  { state: 'open', event: 'acknowledge', to: 'acknowledged' },
  { state: 'open', event: 'accept', to: 'expected' },
  { state: 'acknowledged', event: 'seen', to: 'acknowledged' },
  { state: 'acknowledged', event: 'changed', to: 'open' },
  { state: 'acknowledged', event: 'gone', to: 'resolved' },
  { state: 'acknowledged', event: 'acknowledge', to: null },
  { state: 'acknowledged', event: 'accept', to: 'expected' },
  { state: 'expected', event: 'seen', to: 'expected' },
  { state: 'expected', event: 'changed', to: 'open' },
  { state: 'expected', event: 'gone', to: 'resolved' },
  { state: 'expected', event: 'acknowledge', to: null },
  { state: 'expected', event: 'accept', to: null },
  { state: 'resolved', event: 'seen', to: 'open' },
  { state: 'resolved', event: 'changed', to: 'open' },
  { state: 'resolved', event: 'gone', to: 'resolved' },
  { state: 'resolved', event: 'acknowledge', to: null },
  { state: 'resolved', event: 'accept', to: null },
] as const;

test.for(cases)('$state, $event -> $to', ({ state, event, to }) => expect(stateAfter(state, event)).toBe(to));

test('every state meets every event', () =>
  expect(new Set(cases.map(({ state, event }) => `${state} ${event}`)).size).toBe(findingStates.length * findingEvents.length));
