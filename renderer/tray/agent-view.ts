import type { AgentStatus } from '../../src/contracts/local-api.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { severityRank } from '../../src/domain/severity.ts';
import type { AgentNews, Answer } from './agent-api.ts';
import { afterEvent, type ScanProgress } from './scan-progress.ts';

/** What the page knows. A figure is kept no longer than the agent keeps answering. */
export interface AgentView {
  readonly link: AgentLinkView;
  readonly scan: ScanProgress | null;
}
export type AgentLinkView =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'unreachable'; readonly code: string }
  | {
      readonly kind: 'reachable';
      readonly status: AgentStatus;
      /** Ms since the epoch. */
      readonly heardAt: number;
      /** Gravest first; null until they are here. */
      readonly findings: readonly Finding[] | null;
    };

export const firstView: AgentView = { link: { kind: 'connecting' }, scan: null };

/** News come every 10 s. Without any for so long, the figures are not shown as if they were of now. */
export const freshMs = 30_000;

/** Pure. */
export function afterNews(view: AgentView, news: AgentNews, now: number): AgentView {
  if (news.kind === 'progress') return { ...view, scan: afterEvent(view.scan, news.event) };
  if (news.answer.status === 'failed') return { link: { kind: 'unreachable', code: news.answer.code }, scan: null };
  const findings = view.link.kind === 'reachable' ? view.link.findings : null;
  return { ...view, link: { kind: 'reachable', status: news.answer.value, heardAt: now, findings } };
}

/** Pure. Findings that the agent did not give leave those of before: the status beside them says whether it still answers. */
export function afterFindings(view: AgentView, answers: readonly Answer<readonly Finding[]>[]): AgentView {
  const all = answers.flatMap((answer) => (answer.status === 'ok' ? [answer.value] : []));
  if (view.link.kind !== 'reachable' || all.length < answers.length) return view;
  const findings = all.flat().toSorted((a, b) => severityRank(b.severity) - severityRank(a.severity));
  return { ...view, link: { ...view.link, findings } };
}

/** Pure. The view as it may be shown at this time. */
export function shownAt(view: AgentView, now: number): AgentView {
  return view.link.kind === 'reachable' && now - view.link.heardAt > freshMs ? firstView : view;
}
