import { type ReactElement, useId } from 'react';
import type { AgentStatus } from '../../src/contracts/local-api.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { CitedRules } from '../components/cited-rules.tsx';
import { EvidenceTable } from '../components/evidence-table.tsx';
import { FindingHistory } from '../components/finding-history.tsx';
import { Fact } from '../components/fact.tsx';
import { SeverityLabel, StateLabel } from '../components/labels.tsx';
import { TimeText } from '../components/time-text.tsx';
import type { Ask } from './agent-api.ts';
import { toDoFor } from './finding-to-do.ts';
import { SaveFinding } from './paper/save-finding.tsx';
import { SettleButtons, type SettleButtonsProps } from './settle-buttons.tsx';
import { TechniqueFact } from './technique-fact.tsx';
import type { TrayVoice } from './tray-voice.ts';

export interface FindingCardProps {
  readonly finding: Finding;
  readonly isUnfolded: boolean;
  readonly status: AgentStatus;
  readonly now: number;
  readonly ask: Ask;
  readonly voice: TrayVoice;
  readonly settling: Pick<SettleButtonsProps, 'by' | 'onBy' | 'onSettle'>;
}

/** One finding, what to do about it, and what it rests on. */
export function FindingCard({ finding, isUnfolded, status, now, voice, ask, settling }: FindingCardProps): ReactElement {
  const { findings: texts, toDo } = voice.tray;
  const { rule, evidence, severity, state, technique } = finding;
  const title = useId();
  return (
    <article className="finding-card" aria-labelledby={title}>
      <div className="finding-card-head">
        <SeverityLabel severity={severity} voice={voice} />
        <h3 id={title}>{voice.words.findingTitle(rule, evidence)}</h3>
        {state !== 'open' && <StateLabel state={state} voice={voice} />}
      </div>
      {evidence.rules && <CitedRules rules={evidence.rules} voice={voice} />}
      <p>{toDo[toDoFor(rule)]}</p>
      <details open={isUnfolded}>
        <summary>{texts.details}</summary>
        <dl className="facts">
          <Fact name={texts.firstSeen}>
            <TimeText at={finding.firstSeenAt} now={now} voice={voice} />
          </Fact>
          <Fact name={texts.lastSeen}>
            <TimeText at={finding.lastSeenAt} now={now} voice={voice} />
          </Fact>
          <Fact name={texts.scanner}>{voice.words.scanner(finding.scannerId)}</Fact>
          {technique !== undefined && <TechniqueFact technique={technique} />}
        </dl>
        <EvidenceTable rule={rule} evidence={evidence} voice={voice} />
      </details>
      <FindingHistory history={finding.history ?? []} now={now} voice={voice} />
      <SettleButtons finding={finding} titleId={title} voice={voice} {...settling}>
        <SaveFinding finding={finding} status={status} titleId={title} now={now} ask={ask} voice={voice} />
      </SettleButtons>
    </article>
  );
}
