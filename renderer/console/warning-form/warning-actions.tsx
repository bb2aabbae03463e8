import { type ReactElement, useId, useRef, useState } from 'react';
import type { Warning } from '../../../src/contracts/warnings.ts';
import type { WarningState } from '../../../src/domain/warnings/warning.ts';
import { Notice } from '../../components/notice.tsx';
import type { WarningVoice } from '../../i18n/warning-voice.ts';
import type { Failure } from '../answer.ts';
import { editWarningHash } from '../route.ts';
import { refusalText } from './refusal-text.ts';

export interface WarningActionsProps {
  readonly warning: Pick<Warning, 'warningId' | 'number' | 'state'>;
  /** Resolves with why the state is as it was; null where it is set. */
  readonly onState: (state: WarningState) => Promise<Failure | null>;
  readonly voice: WarningVoice;
}

/** Correcting a warning, and closing it or opening it again once that was confirmed. */
export function WarningActions({ warning: { warningId, number, state }, onState, voice }: WarningActionsProps): ReactElement {
  const { warningForm: texts } = voice;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isSetting, setSetting] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const isOpen = state === 'open';
  const [title, text, label] = isOpen
    ? [texts.closeTitle(number), texts.closeText, texts.close]
    : [texts.reopenTitle(number), texts.reopenText, texts.reopen];
  const confirm = async (): Promise<void> => {
    if (isSetting) return;
    setSetting(true);
    const refused = await onState(isOpen ? 'closed' : 'open');
    setFailure(refused);
    setSetting(false);
    if (refused === null) dialog.current?.close();
  };
  return (
    <div className="form-actions">
      <a className="button" href={editWarningHash(warningId)}>
        {texts.edit}
      </a>
      <button type="button" className="button" onClick={() => dialog.current?.showModal()}>
        {label}
      </button>
      <dialog
        ref={dialog}
        className="dialog"
        aria-labelledby={`${id}title`}
        aria-describedby={`${id}text`}
        onClose={() => setFailure(null)}
      >
        <h2 id={`${id}title`}>{title}</h2>
        <p id={`${id}text`}>{text}</p>
        {failure && (
          <Notice tone="problem" icon="high" title={texts.stateNotSet}>
            <p>{refusalText(failure, voice)}</p>
          </Notice>
        )}
        <div className="form-actions">
          <button type="button" className="button button-primary" aria-disabled={isSetting} onClick={() => void confirm()}>
            {label}
          </button>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {texts.no}
          </button>
        </div>
      </dialog>
    </div>
  );
}
