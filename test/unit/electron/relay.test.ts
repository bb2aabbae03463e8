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
  return { asked, relay: createRelay({ call, scan }) };
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

test.for([
  { name: 'text', raw: 'status' },
  { name: 'nothing', raw: undefined },
  { name: 'a field too many', raw: { id: 1, call: 'status', request: {}, more: true } },
  { name: 'a call that the window may not make', raw: { id: 1, call: 'upload', request: {} } },
  { name: 'a call that nobody knows', raw: { id: 1, call: 'format-disk', request: {} } },
  { name: 'a name of every object', raw: { id: 1, call: '__proto__', request: {} } },
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
