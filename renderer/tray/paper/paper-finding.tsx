import type { ReactElement } from 'react';
import type { Finding } from '../../../src/domain/finding.ts';
import { CitedRules } from '../../components/cited-rules.tsx';
import { EvidenceTable } from '../../components/evidence-table.tsx';
import { Fact } from '../../components/fact.tsx';
import { FindingHistory } from '../../components/finding-history.tsx';
import { SeverityLabel } from '../../components/labels.tsx';
import { toDoFor } from '../finding-to-do.ts';
import { TechniqueFact } from '../technique-fact.tsx';
import type { TrayVoice } from '../tray-voice.ts';

export interface PaperFindingProps {
  readonly finding: Finding;
  readonly now: number;
  readonly voice: TrayVoice;
}

/** A finding on paper: everything unfolded, instants instead of ages. */
export function PaperFinding({ finding, now, voice }: PaperFindingProps): ReactElement {
  const { rule, evidence, severity, state, technique, firstSeenAt, lastSeenAt, scannerId, fingerprint } = finding;
  const { findings: texts, toDo } = voice.tray;
  return (
    <section className="paper-finding">
      <h2>
        <SeverityLabel severity={severity} voice={voice} /> {voice.words.findingTitle(rule, evidence)}
      </h2>
      <p>{toDo[toDoFor(rule)]}</p>
      <dl className="facts">
        <Fact name={texts.state}>{voice.words.state(state)}</Fact>
        <Fact name={texts.firstSeen}>{voice.format.instant(firstSeenAt)}</Fact>
        <Fact name={texts.lastSeen}>{voice.format.instant(lastSeenAt)}</Fact>
        <Fact name={texts.scanner}>{voice.words.scanner(scannerId)}</Fact>
        {technique !== undefined && <TechniqueFact technique={technique} />}
      </dl>
      {evidence.rules && <CitedRules rules={evidence.rules} voice={voice} />}
      <EvidenceTable rule={rule} evidence={evidence} voice={voice} />
      <FindingHistory history={finding.history ?? []} now={now} voice={voice} />
      <p className="muted">
        <code>{fingerprint}</code>
      </p>
    </section>
  );
}
