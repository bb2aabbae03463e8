import type { ReactElement } from 'react';
import { isAtLeast } from '../../src/domain/severity.ts';
import { SeverityLabel } from '../components/labels.tsx';
import { PageSection } from '../components/page-section.tsx';
import { adviceFor } from './advice.ts';
import { AgentFacts } from './agent-facts.tsx';
import { SaveReport } from './paper/save-report.tsx';
import type { ViewProps } from './view-props.ts';
import { ScanLine } from './scan-line.tsx';
import { Situation } from './situation.tsx';
import { StateFacts } from './state-facts.tsx';

const mostShown = 5;

/** What to do now, the figures that are looked for first, and the way to everything else. */
export function Overview({ link: { status, findings, heardAt }, scan, agent, now, voice }: ViewProps): ReactElement {
  const isScanning = status.scanning || scan?.kind === 'running';
  const advice = adviceFor({ ...status, scanning: isScanning }, findings, now);
  const grave = (findings ?? []).filter(({ severity }) => isAtLeast(severity, 'medium')).slice(0, mostShown);
  const { overview: texts } = voice.views;
  return (
    <>
      <Situation advice={advice} isScanning={isScanning} voice={voice} onScan={agent.scan} />
      <ScanLine scan={scan} isScanning={isScanning} voice={voice} onCancel={agent.cancelScan} />
      <StateFacts status={status} now={now} voice={voice} />
      {grave.length > 0 && (
        <PageSection title={texts.gravest} controls={<a href="#findings">{texts.all}</a>}>
          <ol className="gravest">
            {grave.map(({ fingerprint, severity, rule, evidence }) => (
              <li key={fingerprint}>
                <SeverityLabel severity={severity} voice={voice} />
                <a href="#findings">{voice.words.findingTitle(rule, evidence)}</a>
              </li>
            ))}
          </ol>
        </PageSection>
      )}
      <AgentFacts status={status} now={now} voice={voice} />
      <SaveReport status={status} findings={findings} madeAt={heardAt} ask={agent.ask} voice={voice} />
    </>
  );
}
