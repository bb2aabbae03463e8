import { type ReactElement, useState } from 'react';
import type { AgentStatus } from '../../../src/contracts/local-api.ts';
import { type AppSettings, getAppSettings, setStartsAtLogin } from '../../../src/contracts/tray-app.ts';
import { Fact } from '../../components/fact.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageSection } from '../../components/page-section.tsx';
import type { Ask } from '../agent-api.ts';
import { Answered } from '../answered.tsx';
import type { TrayVoice } from '../tray-voice.ts';
import { useAnswer } from '../use-answer.ts';

export interface ApplicationSettingsProps {
  readonly status: AgentStatus;
  readonly ask: Ask;
  readonly voice: TrayVoice;
}

/** What this person has chosen for the icon, and what the product is. */
export function ApplicationSettings({ status, ask, voice }: ApplicationSettingsProps): ReactElement {
  const { settings: texts } = voice.views;
  const asked = useAnswer(ask, getAppSettings, {}, '');
  return (
    <Answered asked={asked} voice={voice}>
      {(settings) => (
        <>
          <PageSection title={texts.application}>
            {settings.isAgentOurs && <Notice tone="caution" icon="unknown" title={texts.agentOurs} />}
            <LoginStart settings={settings} ask={ask} voice={voice} />
          </PageSection>
          <PageSection title={texts.about}>
            <p className="lead-text">{texts.aboutText}</p>
            <dl className="facts">
              <Fact name={texts.appVersion}>{settings.appVersion}</Fact>
              <Fact name={texts.agentVersion}>{status.agentVersion}</Fact>
              <Fact name={texts.licence}>Apache-2.0</Fact>
            </dl>
          </PageSection>
        </>
      )}
    </Answered>
  );
}

interface LoginStartProps extends Pick<ApplicationSettingsProps, 'ask' | 'voice'> {
  readonly settings: AppSettings;
}

function LoginStart({ settings, ask, voice }: LoginStartProps): ReactElement {
  const { settings: texts } = voice.views;
  const [isOn, setOn] = useState(settings.startsAtLogin);
  const [failure, setFailure] = useState<string | null>(null);
  if (isOn === null) return <p className="muted">{texts.noLoginStart}</p>;
  const choose = async (startsAtLogin: boolean): Promise<void> => {
    const answer = await ask(setStartsAtLogin, { startsAtLogin });
    setFailure(answer.status === 'ok' ? null : answer.code);
    if (answer.status === 'ok') setOn(answer.value.startsAtLogin);
  };
  return (
    <>
      <label className="choice">
        <input type="checkbox" checked={isOn} onChange={({ target }) => void choose(target.checked)} />
        <span>{texts.startsAtLogin}</span>
      </label>
      {failure !== null && <p role="status">{texts.notSaved(failure)}</p>}
    </>
  );
}
