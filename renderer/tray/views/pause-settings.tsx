import { type FormEvent, type ReactElement, useState } from 'react';
import type { AgentStatus } from '../../../src/contracts/local-api.ts';
import { pauseScans, resumeScans } from '../../../src/contracts/local-scans.ts';
import { longestReason } from '../../../src/domain/finding-state.ts';
import { Notice } from '../../components/notice.tsx';
import type { Ask } from '../agent-api.ts';
import { ItCodeField } from '../it-code-field.tsx';
import { isAboutCode } from '../settle-refusal.tsx';
import type { TrayVoice } from '../tray-voice.ts';

export interface PauseSettingsProps {
  readonly status: AgentStatus;
  readonly ask: Ask;
  /** The status is worth asking for anew. */
  readonly onChange: () => void;
  readonly voice: TrayVoice;
}

/** Who pauses says who, why and how long; going on needs nothing. */
export function PauseSettings({ status: { pause }, ask, onChange, voice }: PauseSettingsProps): ReactElement {
  const { settings: texts } = voice.views;
  const resume = async (): Promise<void> => {
    await ask(resumeScans, {});
    onChange();
  };
  if (!pause)
    return (
      <>
        <p className="lead-text">{texts.pauseMeans}</p>
        <PauseForm ask={ask} onChange={onChange} voice={voice} />
      </>
    );
  const action = (
    <button type="button" className="button button-primary" onClick={() => void resume()}>
      {texts.resume}
    </button>
  );
  return (
    <Notice tone="caution" icon="clock" title={texts.pausedUntil(voice.format.instant(pause.until))} action={action}>
      <p>{texts.pausedBy(pause.by, pause.reason)}</p>
    </Notice>
  );
}

const durations = ['15', '60', '240', '480'] as const;

function PauseForm({ ask, onChange, voice }: Omit<PauseSettingsProps, 'status'>): ReactElement {
  const { settings: texts } = voice.views;
  const [minutes, setMinutes] = useState<(typeof durations)[number]>('60');
  const [by, setBy] = useState('');
  const [reason, setReason] = useState('');
  const [itCode, setItCode] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isWorking, setWorking] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isWorking) return;
    setWorking(true);
    const answer = await ask(pauseScans, { minutes: Number(minutes), by, reason, ...(itCode === null ? {} : { itCode }) });
    setWorking(false);
    if (answer.status === 'ok') return onChange();
    setRefusal(answer.code);
    if (isAboutCode(answer.code)) setItCode('');
  };
  return (
    <form className="settle-form" onSubmit={(event) => void submit(event)}>
      <label className="field">
        {texts.duration}
        <select value={minutes} onChange={({ target }) => setMinutes(durations.find((one) => one === target.value) ?? '60')}>
          {durations.map((one) => (
            <option key={one} value={one}>
              {texts.durations[one]}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {texts.by}
        <input value={by} onChange={({ target }) => setBy(target.value)} required pattern=".*\S.*" maxLength={100} />
      </label>
      <label className="field">
        {texts.reason}
        <input value={reason} onChange={({ target }) => setReason(target.value)} required pattern=".*\S.*" maxLength={longestReason} />
      </label>
      {itCode !== null && <ItCodeField label={texts.itCode} value={itCode} onValue={setItCode} />}
      <p className="muted">{texts.privacy}</p>
      {refusal !== null && <Notice tone="problem" icon="fail" title={refusalText(refusal, voice)} />}
      <p className="settle-actions">
        <button type="submit" className="button button-primary" aria-disabled={isWorking}>
          {texts.confirm}
        </button>
      </p>
    </form>
  );
}

function refusalText(code: string, { views }: TrayVoice): string {
  const { refused } = views.settings;
  return code === 'FORBIDDEN' || isAboutCode(code) ? refused[code] : views.failed(code);
}
