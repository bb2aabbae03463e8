import { type FormEvent, type ReactElement, useId, useState } from 'react';
import type { Decision } from '../../src/domain/finding-state.ts';
import { longestReason } from '../../src/domain/finding-state.ts';
import type { Settle } from './agent-store.ts';
import { ItCodeField } from './it-code-field.tsx';
import { isAboutCode, SettleRefusal } from './settle-refusal.tsx';
import type { TrayVoice } from './tray-voice.ts';

export interface SettleFormProps {
  readonly decision: Decision;
  readonly fingerprint: string;
  /** Who decided last in this window. */
  readonly by: string;
  readonly onBy: (by: string) => void;
  readonly onSettle: Settle;
  readonly onClose: () => void;
  readonly voice: TrayVoice;
}

/** Who decides and why. It stays open with what was written when the agent refuses. */
export function SettleForm({ decision, fingerprint, by, onBy, onSettle, onClose, voice }: SettleFormProps): ReactElement {
  const { settle: texts } = voice.tray;
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isWorking, setWorking] = useState(false);
  const [itCode, setItCode] = useState<string | null>(null);
  const means = useId();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isWorking) return;
    setWorking(true);
    const answer = await onSettle({ decision, fingerprints: [fingerprint], by, reason, ...(itCode === null ? {} : { itCode }) });
    setWorking(false);
    if (answer.status === 'ok') onClose();
    else {
      setRefusal(answer.code);
      if (isAboutCode(answer.code)) setItCode('');
    }
  };
  return (
    <form className="settle-form" aria-describedby={means} onSubmit={(event) => void submit(event)}>
      <p id={means}>{texts.means[decision]}</p>
      <label className="field">
        {texts.by}
        <input value={by} onChange={({ target }) => onBy(target.value)} required pattern=".*\S.*" maxLength={100} autoFocus={by === ''} />
      </label>
      <label className="field">
        {texts.reason}
        <textarea
          value={reason}
          onChange={({ target }) => setReason(target.value.replaceAll(/\s/g, ' '))}
          required
          minLength={1}
          maxLength={longestReason}
          rows={2}
          autoFocus={by !== ''}
        />
      </label>
      {itCode !== null && <ItCodeField label={texts.itCode} value={itCode} onValue={setItCode} />}
      <p className="muted">{texts.privacy}</p>
      {refusal !== null && <SettleRefusal code={refusal} decision={decision} fingerprint={fingerprint} voice={voice} />}
      <p className="settle-actions">
        <button type="submit" className="button button-primary" aria-disabled={isWorking}>
          {texts.confirm[decision]}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {texts.cancel}
        </button>
      </p>
    </form>
  );
}
