import type { ReactElement } from 'react';
import type { AgentStatus } from '../../../src/contracts/local-api.ts';
import type { Finding } from '../../../src/domain/finding.ts';
import type { Ask } from '../agent-api.ts';
import type { TrayVoice } from '../tray-voice.ts';
import { PaperFinding } from './paper-finding.tsx';
import { PaperOutcome } from './paper-outcome.tsx';
import { PaperPage } from './paper-page.tsx';
import { usePaper } from './use-paper.ts';

export interface SaveReportProps {
  readonly status: AgentStatus;
  /** Null until they are here: nothing is printed without them. */
  readonly findings: readonly Finding[] | null;
  readonly madeAt: number;
  readonly ask: Ask;
  readonly voice: TrayVoice;
}

/** The state of the machine and every finding that is not settled, as a PDF. */
export function SaveReport({ status, findings, madeAt, ask, voice }: SaveReportProps): ReactElement {
  const { isLaidOut, outcome, save } = usePaper(ask);
  const { paper, overview } = voice.views;
  const name = `${paper.fileOf.report} ${new Date(madeAt).toISOString().slice(0, 10)}`;
  return (
    <p className="view-actions">
      <button type="button" className="button" aria-disabled={findings === null} onClick={() => findings !== null && save(name)}>
        {overview.print}
      </button>
      <PaperOutcome outcome={outcome} voice={voice} />
      {isLaidOut && findings !== null && (
        <PaperPage title={paper.report} status={status} madeAt={madeAt} voice={voice}>
          {findings.length === 0 && <p>{status.lastScanAt === null ? voice.tray.findings.noneYet : paper.noFindings}</p>}
          {findings.map((finding) => (
            <PaperFinding key={finding.fingerprint} finding={finding} now={madeAt} voice={voice} />
          ))}
        </PaperPage>
      )}
    </p>
  );
}
