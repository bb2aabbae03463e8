import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../../../src/base/app-error.ts';
import { trayStateOf } from '../../../electron/tray/tray-state.ts';
import { adviceFor } from '../../../renderer/tray/advice.ts';
import { anyStatus, before, now, reachable, statusWith, unreachable } from './agent-statuses.ts';

const pause = { until: before(-1), by: 'Lê Thị An', reason: 'siêu âm' };

test.for([
  { name: 'nothing to do', link: reachable(), state: 'good' },
  { name: 'low findings ask nothing of anyone today', link: reachable({ openFindings: { low: 4, info: 9 } }), state: 'good' },
  { name: 'a medium finding', link: reachable({ openFindings: { medium: 1 } }), state: 'attention' },
  { name: 'a high finding', link: reachable({ openFindings: { high: 1 } }), state: 'attention' },
  {
    name: 'a critical finding that a person has acknowledged',
    link: reachable({ openFindings: { critical: 1 }, acknowledgedFindings: { critical: 1 } }),
    state: 'good',
  },
  {
    name: 'a high finding beside an acknowledged one',
    link: reachable({ openFindings: { high: 2 }, acknowledgedFindings: { high: 1 } }),
    state: 'attention',
  },
  { name: 'a critical finding', link: reachable({ openFindings: { critical: 1, low: 1 } }), state: 'critical' },
  { name: 'unknown is not well', link: reachable({ patchStatus: 'unknown' }), state: 'attention' },
  { name: 'missing patches that were accepted', link: reachable({ patchStatus: 'fail' }), state: 'attention' },
  { name: 'never scanned', link: reachable({ lastScanAt: null }), state: 'attention' },
  { name: 'scanned three days ago', link: reachable({ lastScanAt: before(72) }), state: 'attention' },
  { name: 'uploads fail', link: reachable({ lastUploadError: 'no route' }), state: 'attention' },
  { name: 'paused', link: reachable({ pause, openFindings: { high: 1 } }), state: 'paused' },
  { name: 'a critical finding while paused', link: reachable({ pause, openFindings: { critical: 1 } }), state: 'critical' },
  { name: 'no answer', link: unreachable(new AppError('AGENT_UNREACHABLE', 'none')), state: 'unreachable' },
  { name: 'not connected yet', link: { kind: 'connecting' } as const, state: 'unreachable' },
])('$name -> $state', ({ link, state }) => expect(trayStateOf(link, now)).toBe(state));

test('the icon and the sentence of the window never disagree', () =>
  fc.assert(
    fc.property(anyStatus, (status) => {
      expect(adviceFor(status, null, now).tone).toBe(trayStateOf({ kind: 'reachable', status }, now));
    }),
  ));

test('nothing unknown is ever good', () =>
  fc.assert(
    fc.property(anyStatus, (status) => {
      const isKnown = status.patchStatus === 'pass' && status.lastScanAt !== null;
      expect(isKnown || trayStateOf({ kind: 'reachable', status }, now) !== 'good').toBe(true);
    }),
  ));

test('a clock that was set back does not make a scan stale', () =>
  expect(trayStateOf({ kind: 'reachable', status: statusWith({ lastScanAt: before(-5) }) }, now)).toBe('good'));
