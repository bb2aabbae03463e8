import { type ErrorCode, toAppError } from '../src/base/app-error.ts';
import type { Clock } from '../src/base/clock.ts';
import { listFindings, type LocalAnswer, runScan } from '../src/contracts/local-api.ts';
import { resumeScans, watchScan } from '../src/contracts/local-scans.ts';
import type { DashboardView } from '../src/contracts/tray-app.ts';
import type { Language } from '../src/domain/words/language.ts';
import type { AgentLink } from './agent-link/agent-link.ts';
import type { LinkState } from './agent-link/link-state.ts';
import type { OverControl } from './agent-link/over-control.ts';
import { type AppServices, refusal, type RelayDeps } from './ipc/relay.ts';
import type { Notifier, NotifierDeps } from './notifications/notifier.ts';
import type { LanguageSetting } from './settings/language-setting.ts';
import type { ShownTray } from './tray/show-tray.ts';
import type { TrayAction } from './tray/tray-menu.ts';
import type { TrayView } from './tray/tray-view.ts';
import type { Dashboard } from './windows/dashboard-window.ts';

export interface TrayAppDeps {
  readonly language: LanguageSetting;
  readonly clock: Clock;
  readonly link: (onChange: (state: LinkState) => void) => AgentLink;
  readonly dashboard: (onLanguage: (language: Language) => void) => Dashboard;
  readonly tray: (first: TrayView, onAction: (action: TrayAction) => void) => ShownTray;
  readonly notifier: (deps: Pick<NotifierDeps, 'findings' | 'language' | 'onClick'>) => Notifier;
  readonly services: (dashboard: Dashboard) => AppServices;
  readonly setWindowMenu: (language: Language) => void;
  readonly overControl: OverControl;
  readonly quit: () => void;
}

export interface TrayApp extends RelayDeps {
  openDashboard(): void;
}

/** What the application does with what it hears: news of the agent go to icon, window and notifications, choices of a person to the agent. */
export function createTrayApp({
  language,
  clock,
  link: makeLink,
  dashboard: makeDashboard,
  tray: makeTray,
  notifier: makeNotifier,
  services,
  setWindowMenu,
  overControl,
  quit,
}: TrayAppDeps): TrayApp {
  let scanFailure: ErrorCode | null = null;
  let state: LinkState = { kind: 'connecting' };
  const view = (): TrayView => ({ link: state, language: language.read(), scanFailure, now: clock.now() });

  const scan: RelayDeps['scan'] = async (request) => {
    scanFailure = null;
    try {
      const answer = link.call(runScan, request, (event) => dashboard.tell({ id: 0, progress: event }));
      link.refresh();
      return await answer;
    } catch (thrown) {
      const { code } = toAppError(thrown);
      scanFailure = code === 'CANCELLED' ? null : code; // who ended it knows
      throw thrown;
    } finally {
      tray.show(view());
      link.refresh();
    }
  };
  const watch: RelayDeps['watch'] = () => link.call(watchScan, {}, (event) => dashboard.tell({ id: 0, progress: event }));
  const withRight: OverControl = async (spec, request) => {
    const answer = await overControl(spec, request);
    link.refresh();
    return answer;
  };
  const call: AgentLink['call'] = async (spec, request, onProgress) => {
    const answer = await link.call(spec, request, onProgress);
    if (spec.name === resumeScans.name) link.refresh();
    return answer;
  };
  const speak = (chosen: Language): void => {
    if (chosen !== language.read()) language.choose(chosen);
    setWindowMenu(chosen);
    dashboard.speak(chosen);
    tray.show(view());
  };
  const openDashboard = (shown?: DashboardView): void => dashboard.open(language.read(), shown);
  const act = (action: TrayAction): void => {
    if (action.kind === 'open') openDashboard(action.view);
    else if (action.kind === 'scan')
      scan({ paced: true }).catch(() => undefined); // told in the menu and in the window
    else if (action.kind === 'resume')
      call(resumeScans, {}).catch(() => undefined); // the icon goes on to show what is the case
    else if (action.kind === 'speak') speak(action.language);
    else quit();
  };

  const dashboard = makeDashboard(speak);
  const tray = makeTray(view(), act);
  setWindowMenu(language.read());
  const notifier = makeNotifier({
    findings: async () => (await link.call(listFindings, { state: 'open', limit: 1000 })).findings,
    language: () => language.read(),
    onClick: () => openDashboard('findings'),
  });
  const link = makeLink((next) => {
    state = next;
    tray.show(view());
    const message = messageOf(next);
    if (message) dashboard.tell(message);
    if (next.kind === 'reachable') void notifier.hear(next.status);
  });
  return { openDashboard: () => openDashboard(), scan, watch, call, overControl: withRight, services: services(dashboard) };
}

/** The state as the window hears it: an answer to a status call that it did not make. */
function messageOf(state: LinkState): LocalAnswer | null {
  if (state.kind === 'connecting') return null;
  return state.kind === 'reachable' ? { id: 0, response: state.status } : refusal(0, state.error);
}
