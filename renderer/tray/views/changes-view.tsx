import { type ReactElement, useState } from 'react';
import type { AgentStatus } from '../../../src/contracts/local-api.ts';
import { PageSection } from '../../components/page-section.tsx';
import type { ViewProps } from '../view-props.ts';
import { Timeline } from './timeline.tsx';

/** What differs from the baseline: without a reason in the open, with one folded away. */
export function ChangesView({ link: { status }, agent, voice }: ViewProps): ReactElement {
  const { changes: texts } = voice.views;
  const [isUnfolded, setUnfolded] = useState(false);
  const since = sinceOf(status);
  return (
    <>
      <h1>{texts.title}</h1>
      <p className="muted">{texts.lead}</p>
      <Timeline key={since} only="unexplained" none={`${texts.none} ${texts.noneMeans}`} ask={agent.ask} voice={voice} />
      <PageSection title={texts.explained}>
        <details open={isUnfolded} onToggle={({ currentTarget }) => setUnfolded(currentTarget.open)}>
          <summary>{texts.explainedLead}</summary>
          {isUnfolded && <Timeline key={since} only="explained" none={texts.explainedNone} ask={agent.ask} voice={voice} />}
        </details>
      </PageSection>
    </>
  );
}

/** A scan and a decision both move what is explained. */
const sinceOf = ({ lastScanAt, openFindings, acknowledgedFindings }: AgentStatus): string =>
  JSON.stringify([lastScanAt, openFindings, acknowledgedFindings]);
