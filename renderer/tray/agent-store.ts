import type { Clock } from '../../src/base/clock.ts';
import type { AgentApi, AgentNews } from './agent-api.ts';
import { type AgentView, afterFindings, afterNews, firstView } from './agent-view.ts';

/** Holds what is known of the agent for the page to draw. */
export interface AgentStore {
  view(): AgentView;
  subscribe(tell: () => void): () => void;
  scan(): void;
  readonly settle: Settle;
  readonly exposure: AskExposure;
}

/** A person's decision; afterwards the list is asked for anew. */
export type Settle = AgentApi['settle'];
export type AskExposure = AgentApi['exposure'];

export function createAgentStore(api: AgentApi, clock: Clock): AgentStore {
  const listeners = new Set<() => void>();
  let view = firstView;
  let lastAsked = 0;
  const show = (next: AgentView): void => {
    view = next;
    for (const tell of listeners) tell();
  };
  const askFindings = async (): Promise<void> => {
    lastAsked += 1;
    const asked = lastAsked;
    const answers = await Promise.all([api.findings('open'), api.findings('acknowledged')]);
    if (asked === lastAsked) show(afterFindings(view, answers));
  };
  const hear = (news: AgentNews): void => {
    show(afterNews(view, news, clock.now()));
    if (news.kind === 'status' && news.answer.status === 'ok') void askFindings();
  };
  const askStatus = async (): Promise<void> => hear({ kind: 'status', answer: await api.status() });
  const scan = async (): Promise<void> => {
    show({ ...view, scan: { kind: 'running', scannerIds: [], done: 0, current: null } });
    const answer = await api.scan();
    if (answer.status === 'failed') show({ ...view, scan: { kind: 'failed', code: answer.code } });
    else if (view.scan?.kind === 'running') show({ ...view, scan: null });
  };

  api.listen(hear);
  void askStatus();
  return {
    view: () => view,
    subscribe(tell) {
      listeners.add(tell);
      return () => void listeners.delete(tell);
    },
    scan: () => void scan(),
    exposure: api.exposure,
    async settle(request) {
      const answer = await api.settle(request);
      if (answer.status === 'ok') await askStatus();
      return answer;
    },
  };
}
