import type { ReactElement } from 'react';
import type { AgentStatus } from '../../../src/contracts/local-api.ts';
import type { Finding } from '../../../src/domain/finding.ts';
import type { Ask } from '../agent-api.ts';
import type { TrayVoice } from '../tray-voice.ts';
import { PaperFinding } from './paper-finding.tsx';
import { PaperOutcome } from './paper-outcome.tsx';
import { PaperPage } from './paper-page.tsx';
import { usePaper } from './use-paper.ts';

export interface SaveFindingProps {
  readonly finding: Finding;
  readonly status: AgentStatus;
  readonly titleId: string;
  readonly now: number;
  readonly ask: Ask;
  readonly voice: TrayVoice;
}

export function SaveFinding({ finding, status, titleId, now, ask, voice }: SaveFindingProps): ReactElement {
  const { isLaidOut, outcome, save } = usePaper(ask);
  const { paper, findings } = voice.views;
  return (
    <>
      <button
        type="button"
        className="button button-quiet"
        aria-describedby={titleId}
        onClick={() => save(`${paper.fileOf.finding} ${finding.fingerprint.slice(0, 8)}`)}
      >
        {findings.print}
      </button>
      <PaperOutcome outcome={outcome} voice={voice} />
      {isLaidOut && (
        <PaperPage title={paper.finding} status={status} madeAt={now} voice={voice}>
          <PaperFinding finding={finding} now={now} voice={voice} />
        </PaperPage>
      )}
    </>
  );
}
