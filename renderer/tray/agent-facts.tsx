import type { ReactElement } from 'react';
import type { AgentStatus } from '../../src/contracts/local-api.ts';
import { Fact } from '../components/fact.tsx';
import { PageSection } from '../components/page-section.tsx';
import { TimeText } from '../components/time-text.tsx';
import type { TrayVoice } from './tray-voice.ts';

export interface AgentFactsProps {
  readonly status: AgentStatus;
  readonly now: number;
  readonly voice: TrayVoice;
}

const mb = 1024 * 1024;

/** The agent itself: that it runs, how much of the machine it takes, and where its reports go. */
export function AgentFacts({ status, now, voice }: AgentFactsProps): ReactElement {
  const { agent } = voice.tray;
  return (
    <PageSection title={agent.title}>
      <dl className="facts facts-identity">
        <Fact name={agent.state}>{agent.running}</Fact>
        <Fact name={agent.since}>
          <TimeText at={status.startedAt} now={now} voice={voice} />
        </Fact>
        <Fact name={agent.version}>{status.agentVersion}</Fact>
        <Fact name={agent.memory}>{voice.format.count(Math.round(status.rssBytes / mb))} MB</Fact>
        <Fact name={agent.unit}>{status.unitName ?? agent.none}</Fact>
        <Fact name={agent.collector}>{status.collectorUrl ?? agent.none}</Fact>
        {status.endpointId !== null && (
          <Fact name={agent.endpointId}>
            <code>{status.endpointId}</code>
          </Fact>
        )}
        {status.lastUploadError !== null && <Fact name={agent.lastError}>{status.lastUploadError}</Fact>}
      </dl>
    </PageSection>
  );
}
