import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createRelay, type RelayDeps } from '../../../electron/ipc/relay.ts';
import { AppError } from '../../../src/base/app-error.ts';
import { localAnswer } from '../../../src/contracts/local-api.ts';
import { statusWith } from './agent-statuses.ts';

const scanId = randomUUID();

function stage(answer: (name: string) => unknown = () => statusWith()) {
  const asked: string[] = [];
  const call: RelayDeps['call'] = async (spec) => {
    asked.push(spec.name);
    return spec.response.parse(answer(spec.name));
  };
  const scan: RelayDeps['scan'] = ({ paced }) => {
    asked.push(`scan paced=${paced}`);
    return Promise.resolve({ scanId });
  };
  const overControl: RelayDeps['overControl'] = async (spec, request) => {
    asked.push(`${spec.name} over control${request.itCode === undefined ? '' : ' with a code'}`);
    return spec.response.parse(spec.name === 'settle' ? { settled: 1 } : { until: '2026-11-23T11:00:00.000Z' });
  };
  const watch: RelayDeps['watch'] = () => Promise.resolve({ scanId: null });
  const services: RelayDeps['services'] = {
    settings: () => ({ appVersion: '0.1.0', startsAtLogin: false, isAgentOurs: false }),
    setStartsAtLogin: (startsAtLogin) => ({ appVersion: '0.1.0', startsAtLogin, isAgentOurs: false }),
    savePdf: (name) => {
      asked.push(`pdf ${name}`);
      return Promise.resolve('saved');
    },
  };
  return { asked, relay: createRelay({ call, scan, watch, overControl, services }) };
}

test('a call of the window is answered with what the agent answers, under its own id', async () => {
  const { relay } = stage();
  expect(await relay({ id: 7, call: 'status', request: {} })).toEqual({ id: 7, response: statusWith() });
});

test('a scan goes the way of the application, paced unless asked otherwise', async () => {
  const { relay, asked } = stage();
  expect(await relay({ id: 1, call: 'scan', request: {} })).toEqual({ id: 1, response: { scanId } });
  expect(asked).toEqual(['scan paced=true']);
});

const settlement = { decision: 'accept', fingerprints: ['a'.repeat(32)], by: 'Lê Thị An', reason: 'cài theo phiếu yêu cầu' };

test('what a person decides goes to the control address, with a name and a reason', async () => {
  const { relay, asked } = stage();
  expect(await relay({ id: 2, call: 'settle', request: settlement })).toEqual({ id: 2, response: { settled: 1 } });
  expect(asked).toEqual(['settle over control']);
});

test('a pause goes there too, and the code with it', async () => {
  const { relay, asked } = stage();
  const pause = { minutes: 60, by: 'Lê Thị An', reason: 'siêu âm', itCode: 'mã-của-phòng-IT' };
  expect(await relay({ id: 4, call: 'pause', request: pause })).toMatchObject({ id: 4, response: { until: expect.any(String) } });
  expect(asked).toEqual(['pause over control with a code']);
});

test('what the application does for its window never reaches the agent', async () => {
  const { relay, asked } = stage();
  expect(await relay({ id: 5, call: 'app-start-at-login', request: { startsAtLogin: true } })).toMatchObject({
    response: { startsAtLogin: true },
  });
  expect(await relay({ id: 6, call: 'app-save-pdf', request: { name: 'Báo cáo 2026-11-23' } })).toMatchObject({
    response: { outcome: 'saved' },
  });
  expect(asked).toEqual(['pdf Báo cáo 2026-11-23']);
});

test.for([
  { name: 'text', raw: 'status' },
  { name: 'a decision without a reason', raw: { id: 1, call: 'settle', request: { ...settlement, reason: '  ' } } },
  { name: 'a decision of nobody', raw: { id: 1, call: 'settle', request: { ...settlement, by: '' } } },
  { name: 'a reason of several lines', raw: { id: 1, call: 'settle', request: { ...settlement, reason: 'a\nb' } } },
  { name: 'a decision about everything', raw: { id: 1, call: 'settle', request: { ...settlement, fingerprints: [] } } },
  { name: 'nothing', raw: undefined },
  { name: 'a field too many', raw: { id: 1, call: 'status', request: {}, more: true } },
  { name: 'a call that the window may not make', raw: { id: 1, call: 'upload', request: {} } },
  { name: 'a call that nobody knows', raw: { id: 1, call: 'format-disk', request: {} } },
  { name: 'a name of every object', raw: { id: 1, call: '__proto__', request: {} } },
  { name: 'a PDF named into another folder', raw: { id: 1, call: 'app-save-pdf', request: { name: '../../etc/cron.d/x' } } },
  { name: 'a hidden file', raw: { id: 1, call: 'app-save-pdf', request: { name: '.bashrc' } } },
  { name: 'a pause without end', raw: { id: 1, call: 'pause', request: { minutes: 100_000, by: 'x', reason: 'y' } } },
  { name: 'a wrong request', raw: { id: 1, call: 'findings', request: { limit: -1 } } },
])('$name is refused and never reaches the agent', async ({ raw }) => {
  const { relay, asked } = stage();
  const answer = localAnswer.parse(await relay(raw));
  expect(answer).toMatchObject({ error: { code: 'LOCAL_CALL_INVALID' } });
  expect(asked).toEqual([]);
});

test('an error of the agent reaches the window as its code', async () => {
  const { relay } = stage(() => {
    throw new AppError('AGENT_UNREACHABLE', 'gone');
  });
  expect(await relay({ id: 3, call: 'status', request: {} })).toEqual({ id: 3, error: { code: 'AGENT_UNREACHABLE', message: 'gone' } });
});
