import type { Clock } from '../../src/base/clock.ts';
import { getStatus, listFindings, runScan, settleFindings } from '../../src/contracts/local-api.ts';
import { cancelScan, watchScan } from '../../src/contracts/local-scans.ts';
import type { Finding, FindingState } from '../../src/domain/finding.ts';
import type { AgentApi, AgentNews, Answer, Ask, SettleRequest } from './agent-api.ts';
import { type AgentView, afterFindings, afterNews, firstView } from './agent-view.ts';

/** Holds what is known of the agent for the page to draw. */
export interface AgentStore {
  view(): AgentView;
  subscribe(tell: () => void): () => void;
  scan(): void;
  /** Resolves with null when the scan is ending, else with the code of why it is not. */
  cancelScan(): Promise<string | null>;
  readonly settle: Settle;
  readonly ask: Ask;
  /** Asks for the status now. */
  refresh(): void;
}

/** A person's decision; afterwards the list is asked for anew. */
export type Settle = (request: SettleRequest) => Promise<Answer<{ readonly settled: number }>>;

export function createAgentStore({ ask, listen }: AgentApi, clock: Clock): AgentStore {
  const listeners = new Set<() => void>();
  let view = firstView;
  let lastAsked = 0;
  let isFollowing = false;
  const show = (next: AgentView): void => {
    view = next;
    for (const tell of listeners) tell();
  };
  const findingsIn = async (state: FindingState): Promise<Answer<readonly Finding[]>> => {
    const answer = await ask(listFindings, { state, limit: 5000 });
    return answer.status === 'ok' ? { status: 'ok', value: answer.value.findings } : answer;
  };
  const askFindings = async (): Promise<void> => {
    lastAsked += 1;
    const asked = lastAsked;
    const answers = await Promise.all([findingsIn('open'), findingsIn('acknowledged')]);
    if (asked === lastAsked) show(afterFindings(view, answers));
  };
  /** A scan that somebody else asked for, or that this page missed the beginning of. */
  const follow = async (): Promise<void> => {
    if (isFollowing) return;
    isFollowing = true;
    await ask(watchScan, {});
    isFollowing = false;
    if (view.scan?.kind === 'running') show({ ...view, scan: null });
  };
  const hear = (news: AgentNews): void => {
    show(afterNews(view, news, clock.now()));
    if (news.kind !== 'status' || news.answer.status !== 'ok') return;
    if (news.answer.value.scanning) void follow();
    void askFindings();
  };
  const askStatus = async (): Promise<void> => hear({ kind: 'status', answer: await ask(getStatus, {}) });
  const scan = async (): Promise<void> => {
    isFollowing = true;
    show({ ...view, scan: { kind: 'running', scannerIds: [], done: 0, current: null, results: {} } });
    const answer = await ask(runScan, { paced: true });
    isFollowing = false;
    if (answer.status === 'failed') show({ ...view, scan: { kind: 'failed', code: answer.code } });
    else if (view.scan?.kind === 'running') show({ ...view, scan: null });
  };

  listen(hear);
  void askStatus();
  return {
    view: () => view,
    subscribe(tell) {
      listeners.add(tell);
      return () => void listeners.delete(tell);
    },
    scan: () => void scan(),
    async cancelScan() {
      const answer = await ask(cancelScan, {});
      return answer.status === 'ok' ? null : answer.code;
    },
    ask,
    refresh: () => void askStatus(),
    async settle(request) {
      const answer = await ask(settleFindings, request);
      if (answer.status === 'ok') await askStatus();
      return answer;
    },
  };
}
