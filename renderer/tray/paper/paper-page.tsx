import type { ReactElement, ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { AgentStatus } from '../../../src/contracts/local-api.ts';
import { Fact } from '../../components/fact.tsx';
import type { TrayVoice } from '../tray-voice.ts';

export interface PaperPageProps {
  readonly title: string;
  readonly status: AgentStatus;
  /** Ms since the epoch. */
  readonly madeAt: number;
  readonly voice: TrayVoice;
  readonly children: ReactNode;
}

/** What the printer sees instead of the window. */
export function PaperPage({ title, status, madeAt, voice, children }: PaperPageProps): ReactElement {
  const { paper, patches } = voice.views;
  const { facts, agent } = voice.tray;
  return createPortal(
    <div className="paper">
      <h1>{title}</h1>
      <p className="muted">{paper.made(voice.format.instant(new Date(madeAt).toISOString()))}</p>
      <dl className="facts">
        <Fact name={paper.unit}>{status.unitName ?? agent.none}</Fact>
        <Fact name={paper.machine}>{status.endpointId ?? agent.none}</Fact>
        <Fact name={facts.patchStatus}>{voice.words.patchStatus(status.patchStatus)}</Fact>
        <Fact name={facts.lastScan}>{status.lastScanAt === null ? facts.never : voice.format.instant(status.lastScanAt)}</Fact>
        <Fact name={facts.lastUpload}>{status.lastUploadAt === null ? patches.never : voice.format.instant(status.lastUploadAt)}</Fact>
        <Fact name={agent.version}>{status.agentVersion}</Fact>
      </dl>
      {children}
    </div>,
    document.body,
  );
}
