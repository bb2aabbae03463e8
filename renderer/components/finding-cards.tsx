import type { ReactElement } from 'react';
import type { ReportedFinding } from '../../src/contracts/http-api.ts';
import type { Voice } from '../i18n/voice.ts';
import { CitedRules } from './cited-rules.tsx';
import { EvidenceTable } from './evidence-table.tsx';
import { FindingHistory } from './finding-history.tsx';
import { Fact } from './fact.tsx';
import { SeverityLabel, StateLabel } from './labels.tsx';
import { TechniqueLink } from './technique-link.tsx';
import { TimeText } from './time-text.tsx';

export interface FindingCardsProps {
  readonly findings: readonly ReportedFinding[];
  readonly now: number;
  readonly isBusy: boolean;
  readonly voice: Voice;
}

/** The findings of one endpoint, each with what it rests on. */
export function FindingCards({ findings, now, isBusy, voice }: FindingCardsProps): ReactElement {
  return (
    <ol className="finding-cards" aria-busy={isBusy}>
      {findings.map((finding) => (
        <li key={finding.fingerprint}>
          <FindingCard finding={finding} now={now} voice={voice} />
        </li>
      ))}
    </ol>
  );
}

function FindingCard({
  finding,
  now,
  voice,
}: {
  readonly finding: ReportedFinding;
  readonly now: number;
  readonly voice: Voice;
}): ReactElement {
  const { findings: texts } = voice.texts;
  return (
    <article className="finding-card">
      <div className="finding-card-head">
        <SeverityLabel severity={finding.severity} voice={voice} />
        <h3>{voice.words.findingTitle(finding.rule, finding.evidence)}</h3>
        <StateLabel state={finding.state} voice={voice} />
      </div>
      {finding.evidence.rules && <CitedRules rules={finding.evidence.rules} voice={voice} />}
      <dl className="facts">
        <Fact name={texts.firstSeen}>
          <TimeText at={finding.firstSeenAt} now={now} voice={voice} />
        </Fact>
        <Fact name={texts.lastSeen}>
          <TimeText at={finding.lastSeenAt} now={now} voice={voice} />
        </Fact>
        <Fact name={texts.scanner}>{voice.words.scanner(finding.scannerId)}</Fact>
        {finding.technique !== undefined && (
          <Fact name="MITRE ATT&CK">
            <TechniqueLink technique={finding.technique} voice={voice} />
          </Fact>
        )}
      </dl>
      <EvidenceTable rule={finding.rule} evidence={finding.evidence} voice={voice} />
      <FindingHistory history={finding.history ?? []} now={now} voice={voice} />
    </article>
  );
}
