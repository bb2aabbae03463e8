import type { FindingState } from './finding.ts';

/** What may happen to a finding: a scan sees it as it was, sees it differ or sees it no more; a person settles it. */
export const findingEvents = ['seen', 'changed', 'gone', 'acknowledge', 'accept'] as const;
export type FindingEvent = (typeof findingEvents)[number];

/** What a person may decide of a finding. */
export const decisions = ['acknowledge', 'accept'] as const satisfies readonly FindingEvent[];
export type Decision = (typeof decisions)[number];

/** Characters of a reason. */
export const longestReason = 500;

/** How many of the newest steps are shown and sent; the endpoint keeps all. */
export const mostStepsShown = 20;

const after: Readonly<Record<FindingState, Readonly<Record<FindingEvent, FindingState | null>>>> = {
  open: { seen: 'open', changed: 'open', gone: 'resolved', acknowledge: 'acknowledged', accept: 'expected' },
  acknowledged: { seen: 'acknowledged', changed: 'open', gone: 'resolved', acknowledge: null, accept: 'expected' },
  expected: { seen: 'expected', changed: 'open', gone: 'resolved', acknowledge: null, accept: null },
  resolved: { seen: 'open', changed: 'open', gone: 'resolved', acknowledge: null, accept: null },
};

/** The state that an event leads to; null where a person decides what is decided already. */
export const stateAfter = (state: FindingState, event: FindingEvent): FindingState | null => after[state][event];
