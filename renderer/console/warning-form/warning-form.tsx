import { type FormEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import type { WarningContent } from '../../../src/domain/warnings/warning.ts';
import { Notice } from '../../components/notice.tsx';
import type { WarningVoice } from '../../i18n/warning-voice.ts';
import type { Failure } from '../answer.ts';
import { checkFields } from './check-fields.ts';
import type { WarningFields } from './fields.ts';
import { FormFields, type LetterRead } from './form-fields.tsx';
import { refusalText } from './refusal-text.ts';

export interface WarningFormProps {
  readonly fields: WarningFields;
  readonly letter: LetterRead | null;
  readonly saveLabel: string;
  readonly cancelHref: string;
  readonly onFields: (fields: WarningFields) => void;
  /** Resolves with why it was not stored; null where it was. */
  readonly onSave: (content: WarningContent) => Promise<Failure | null>;
  readonly voice: WarningVoice;
}

/** Faults are told once somebody wants to store, and as they type from then on; what was typed stays whatever happens. */
export function WarningForm({ fields, letter, saveLabel, cancelHref, onFields, onSave, voice }: WarningFormProps): ReactElement {
  const { warningForm: texts } = voice;
  const form = useRef<HTMLFormElement>(null);
  const [attempts, setAttempts] = useState(0);
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const checked = checkFields(fields);
  const faults = attempts > 0 && checked.outcome === 'wrong' ? checked.faults : {};
  const wrong = Object.values(faults).filter(({ length }) => length > 0).length;

  useEffect(() => {
    const first = attempts > 0 ? form.current?.querySelector('[aria-invalid="true"]') : null;
    if (first instanceof HTMLElement) first.focus();
  }, [attempts]);

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isSaving) return;
    setFailure(null);
    setAttempts((count) => count + 1);
    if (checked.outcome === 'wrong') return;
    setSaving(true);
    setFailure(await onSave(checked.content));
    setSaving(false);
  };
  return (
    <form
      ref={form}
      className={letter ? 'warning-form warning-form-sourced' : 'warning-form'}
      noValidate
      onSubmit={(event) => void save(event)}
    >
      <FormFields fields={fields} faults={faults} letter={letter} onFields={onFields} voice={voice} />
      <div className="form-end">
        {wrong > 0 && <Notice tone="problem" icon="high" title={texts.faults(voice.format.count(wrong))} />}
        {failure && (
          <Notice tone="problem" icon="high" title={texts.notSaved}>
            <p>{refusalText(failure, voice)}</p>
          </Notice>
        )}
        <div className="form-actions">
          <button type="submit" className="button button-primary" aria-disabled={isSaving}>
            {isSaving ? texts.saving : saveLabel}
          </button>
          <a href={cancelHref}>{texts.cancel}</a>
        </div>
      </div>
    </form>
  );
}
