import type { AgentStore } from './agent-store.ts';
import type { AgentLinkView } from './agent-view.ts';
import type { ScanProgress } from './scan-progress.ts';
import type { TrayVoice } from './tray-voice.ts';

/** What every view gets; figures are of an agent that answers now. */
export interface ViewProps {
  readonly link: Extract<AgentLinkView, { kind: 'reachable' }>;
  readonly scan: ScanProgress | null;
  readonly agent: AgentStore;
  readonly now: number;
  readonly voice: TrayVoice;
}
