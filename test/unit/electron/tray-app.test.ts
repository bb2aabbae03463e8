import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { AgentLink } from '../../../electron/agent-link/agent-link.ts';
import type { LinkState } from '../../../electron/agent-link/link-state.ts';
import type { TrayAction } from '../../../electron/tray/tray-menu.ts';
import type { TrayView } from '../../../electron/tray/tray-view.ts';
import { createTrayApp } from '../../../electron/tray-app.ts';
import { AppError } from '../../../src/base/app-error.ts';
import type { LocalAnswer } from '../../../src/contracts/local-api.ts';
import type { Language } from '../../../src/domain/words/language.ts';
import { now, reachable, unreachable } from './agent-statuses.ts';

const scanId = randomUUID();

function stage(scanned: () => Promise<unknown> = () => Promise.resolve({ scanId })) {
  const did: string[] = [];
  const told: LocalAnswer[] = [];
  let shown: TrayView | null = null;
  let onState: (state: LinkState) => void = () => undefined;
  let onAction: (action: TrayAction) => void = () => undefined;
  let onLanguage: (language: Language) => void = () => undefined;
  let language: Language = 'vi';
  const call: AgentLink['call'] = async (spec, _request, onProgress) => {
    onProgress?.({ event: 'scanner-started', scannerId: 'patch-status' });
    return spec.response.parse(await scanned());
  };
  const app = createTrayApp({
    language: {
      read: () => language,
      choose: (chosen) => {
        language = chosen;
        did.push(`choose ${chosen}`);
      },
    },
    clock: { now: () => now },
    link: (onChange) => {
      onState = onChange;
      return { state: () => ({ kind: 'connecting' }), call, refresh: () => void did.push('refresh') };
    },
    dashboard: (onChosen) => {
      onLanguage = onChosen;
      return {
        open: (spoken, view) => void did.push(`open ${spoken} ${view ?? 'as it is'}`),
        print: () => Promise.resolve(null),
        window: () => null,
        tell: (message) => void told.push(message),
        speak: (spoken) => void did.push(`speak ${spoken}`),
      };
    },
    tray: (first, act) => {
      shown = first;
      onAction = act;
      return {
        show: (view) => {
          shown = view;
        },
      };
    },
    setWindowMenu: () => undefined,
    overControl: async (spec) => spec.response.parse({ settled: 1 }),
    notifier: () => ({
      hear: (status) => {
        did.push(`notifier hears ${status.openFindings.critical}`);
        return Promise.resolve();
      },
    }),
    services: () => ({
      settings: () => ({ appVersion: '0.1.0', startsAtLogin: null, isAgentOurs: false }),
      setStartsAtLogin: (startsAtLogin) => ({ appVersion: '0.1.0', startsAtLogin, isAgentOurs: false }),
      savePdf: () => Promise.resolve('cancelled'),
    }),
    quit: () => void did.push('quit'),
  });
  return {
    app,
    did,
    told,
    shown: () => shown,
    hear: (state: LinkState) => onState(state),
    act: async (action: TrayAction) => {
      onAction(action);
      await setImmediate();
    },
    chooseInWindow: (chosen: Language) => onLanguage(chosen),
  };
}

test('news of the agent go to the icon and to the window', () => {
  const { hear, told, shown } = stage();
  const well = reachable();
  hear(well);
  expect(shown()).toMatchObject({ link: { kind: 'reachable' } });
  hear(unreachable(new AppError('AGENT_UNREACHABLE', 'gone')));
  expect(shown()).toMatchObject({ link: { kind: 'unreachable' } });
  expect(told).toEqual([
    { id: 0, response: well.kind === 'reachable' ? well.status : null },
    { id: 0, error: { code: 'AGENT_UNREACHABLE', message: 'gone' } },
  ]);
});

test('a scan from the menu is followed in the window, and the status is asked for around it', async () => {
  const { act, told, did, shown } = stage();
  await act({ kind: 'scan' });
  expect(told).toEqual([{ id: 0, progress: { event: 'scanner-started', scannerId: 'patch-status' } }]);
  expect(did).toEqual(['refresh', 'refresh']);
  expect(shown()).toMatchObject({ scanFailure: null });
});

test('a scan that fails is remembered until the next one is asked for', async () => {
  let isFull = true;
  const { act, shown, app } = stage(() =>
    isFull ? Promise.reject(new AppError('STORE_FULL', 'The disk is full.')) : Promise.resolve({ scanId }),
  );
  await act({ kind: 'scan' });
  expect(shown()).toMatchObject({ scanFailure: 'STORE_FULL' });
  isFull = false;
  expect(await app.scan({ paced: true })).toEqual({ scanId });
  expect(shown()).toMatchObject({ scanFailure: null });
});

test('a language chosen in the menu reaches the window, one chosen in the window reaches the menu', async () => {
  const { act, chooseInWindow, did, shown } = stage();
  await act({ kind: 'speak', language: 'en' });
  expect(shown()).toMatchObject({ language: 'en' });
  chooseInWindow('vi');
  expect(shown()).toMatchObject({ language: 'vi' });
  expect(did).toEqual(['choose en', 'speak en', 'choose vi', 'speak vi']);
  await act({ kind: 'open' });
  await act({ kind: 'quit' });
  expect(did.slice(-2)).toEqual(['open vi as it is', 'quit']);
});
