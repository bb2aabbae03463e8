import { type FormEvent, type ReactElement, useState } from 'react';
import { longestLetter } from '../../../src/domain/warnings/letter/reading.ts';
import type { WarningVoice } from '../../i18n/warning-voice.ts';
import { Entry } from '../../components/entry.tsx';

export interface LetterEntryProps {
  /** Resolves when the letter was read, or was not. */
  readonly onRead: (text: string) => Promise<void>;
  readonly voice: WarningVoice;
}

/** Where the text of a letter is pasted. */
export function LetterEntry({ onRead, voice }: LetterEntryProps): ReactElement {
  const { warningForm: texts } = voice;
  const [text, setText] = useState('');
  const [isTried, setTried] = useState(false);
  const [isReading, setReading] = useState(false);
  const fault = faultOf(text, voice);
  const read = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (fault !== null || isReading) return;
    setReading(true);
    await onRead(text);
    setReading(false);
  };
  return (
    <form className="letter-entry" noValidate onSubmit={(event) => void read(event)}>
      <Entry label={texts.letterText} hint={texts.letterHint} faults={isTried && fault !== null ? [fault] : []} voice={voice}>
        {(control) => <textarea {...control} rows={8} value={text} spellCheck={false} onChange={({ target }) => setText(target.value)} />}
      </Entry>
      <button type="submit" className="button" aria-disabled={isReading}>
        {isReading ? texts.reading : texts.read}
      </button>
    </form>
  );
}

function faultOf(text: string, { warningForm: texts, format }: WarningVoice): string | null {
  if (text.trim() === '') return texts.letterMissing;
  return text.length > longestLetter ? texts.letterTooLong(format.count(longestLetter)) : null;
}
