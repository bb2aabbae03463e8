import type { ReactElement } from 'react';
import type { WarningVoice } from '../../i18n/warning-voice.ts';
import type { FieldFault } from './check-fields.ts';
import { Entry } from '../../components/entry.tsx';
import { faultText } from './fault-text.ts';
import { holds, type TextField, withValue } from './fields.ts';
import { SourceList } from './source-list.tsx';
import type { Source } from './sources.ts';

/** Where a letter was read: its text, and what of it is for one field. */
export interface FieldSources {
  readonly letter: string;
  readonly sources: readonly Source[];
}

export interface TextEntryProps {
  readonly field: TextField;
  readonly label: string;
  readonly hint?: string;
  readonly isRequired?: boolean;
  /** One where it is a line of text. */
  readonly rows?: number;
  readonly isTechnical?: boolean;
  readonly text: string;
  readonly faults: readonly FieldFault[];
  /** Null where no letter was read. */
  readonly from: FieldSources | null;
  readonly onText: (text: string) => void;
  readonly voice: WarningVoice;
}

export function TextEntry(props: TextEntryProps): ReactElement {
  const { field, label, hint, isRequired, rows = 1, isTechnical = false, text, faults, from, onText, voice } = props;
  const beside = from && (
    <SourceList
      label={label}
      {...from}
      isUsed={(value) => holds(field, text, value)}
      onUse={(value) => onText(withValue(field, text, value))}
      useLabel={voice.warningForm.use}
      voice={voice}
    />
  );
  return (
    <Entry
      label={label}
      hint={hint}
      isRequired={isRequired}
      faults={faults.map((fault) => faultText(fault, voice))}
      beside={beside}
      voice={voice}
    >
      {(control) =>
        rows === 1 ? (
          <input {...control} type="text" autoComplete="off" value={text} onChange={({ target }) => onText(target.value)} />
        ) : (
          <textarea
            {...control}
            className={isTechnical ? 'entry-code' : undefined}
            spellCheck={!isTechnical}
            rows={Math.min(12, Math.max(rows, text.split('\n').length))}
            value={text}
            onChange={({ target }) => onText(target.value)}
          />
        )
      }
    </Entry>
  );
}
