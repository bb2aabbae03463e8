import type { ReactElement } from 'react';
import type { EndpointDetail } from '../../src/contracts/http-api.ts';
import { AgentEvents } from '../components/agent-events.tsx';
import { CoverageTable } from '../components/coverage-table.tsx';
import { EndpointIdentity } from '../components/endpoint-identity.tsx';
import { Command, Notice } from '../components/notice.tsx';
import { PageSection } from '../components/page-section.tsx';
import { VerdictTable } from '../components/verdict-table.tsx';
import type { Voice } from '../i18n/voice.ts';
import { overviewHash } from './route.ts';

export interface EndpointReportProps {
  readonly detail: EndpointDetail;
  readonly now: number;
  readonly voice: Voice;
}

/** Who the endpoint is and what its latest summary tells. */
export function EndpointReport({ detail, now, voice }: EndpointReportProps): ReactElement {
  const { detail: texts } = voice.texts;
  const { latestSummary } = detail;
  return (
    <>
      <PageSection title={texts.identity}>
        <EndpointIdentity detail={detail} unitHref={overviewHash(detail.endpoint.unitId)} now={now} voice={voice} />
      </PageSection>
      {!latestSummary && (
        <Notice tone="caution" icon="unknown" title={voice.texts.endpoints.neverSeen}>
          <p>{texts.noReport}</p>
          <Command text="wardwatch status" />
        </Notice>
      )}
      {latestSummary && (
        <>
          <PageSection title={texts.verdicts}>
            <VerdictTable verdicts={latestSummary.verdicts} isSilent={detail.endpoint.isSilent} voice={voice} />
          </PageSection>
          <PageSection title={texts.coverage}>
            <CoverageTable coverage={latestSummary.coverage} voice={voice} />
          </PageSection>
          {latestSummary.agentEvents.length > 0 && (
            <PageSection title={texts.events}>
              <AgentEvents events={latestSummary.agentEvents} voice={voice} />
            </PageSection>
          )}
        </>
      )}
    </>
  );
}
