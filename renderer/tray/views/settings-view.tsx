import type { ReactElement } from 'react';
import type { AgentStatus } from '../../../src/contracts/local-api.ts';
import { Fact } from '../../components/fact.tsx';
import { PageSection } from '../../components/page-section.tsx';
import type { ViewProps } from '../view-props.ts';
import type { TrayVoice } from '../tray-voice.ts';
import { ApplicationSettings } from './application-settings.tsx';
import { PauseSettings } from './pause-settings.tsx';

export function SettingsView({ link: { status }, agent, voice }: ViewProps): ReactElement {
  const { settings: texts } = voice.views;
  return (
    <>
      <h1>{texts.title}</h1>
      <PageSection title={texts.pauseTitle}>
        <PauseSettings status={status} ask={agent.ask} onChange={agent.refresh} voice={voice} />
      </PageSection>
      <PageSection title={texts.notifications}>
        <NotificationFacts status={status} voice={voice} />
      </PageSection>
      <ApplicationSettings status={status} ask={agent.ask} voice={voice} />
    </>
  );
}

function NotificationFacts({
  status: { notifications, policy },
  voice,
}: {
  readonly status: AgentStatus;
  readonly voice: TrayVoice;
}): ReactElement {
  const { settings: texts } = voice.views;
  const { tell = 'nobody', quiet_from: from, quiet_to: to } = notifications ?? {};
  const version = policy?.version ?? null;
  return (
    <>
      <p>{texts.tell[tell]}</p>
      {from !== undefined && to !== undefined && <p>{texts.quiet(from, to)}</p>}
      <p className="muted">{texts.byPolicy}</p>
      <dl className="facts">
        <Fact name={texts.policy}>{version === null ? texts.noPolicy : texts.policyVersion(voice.format.count(version))}</Fact>
      </dl>
      {policy?.refused && <p>{texts.policyRefused(policy.refused.reason)}</p>}
    </>
  );
}
