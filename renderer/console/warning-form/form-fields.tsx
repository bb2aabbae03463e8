import type { ReactElement } from 'react';
import { impacts } from '../../../src/domain/warnings/warning.ts';
import { warningWords } from '../../../src/domain/words/warning-words.ts';
import type { WarningVoice } from '../../i18n/warning-voice.ts';
import type { FieldFaults } from './check-fields.ts';
import { Entry } from '../../components/entry.tsx';
import { holds, type TextField, type WarningFields, withValue } from './fields.ts';
import { SourceList } from './source-list.tsx';
import type { Sources } from './sources.ts';
import { TextEntry, type TextEntryProps } from './text-entry.tsx';

/** A letter that was read: its text, and what was recognised where. */
export interface LetterRead {
  readonly text: string;
  readonly sources: Sources;
}

export interface FormFieldsProps {
  readonly fields: WarningFields;
  readonly faults: FieldFaults;
  readonly letter: LetterRead | null;
  readonly onFields: (fields: WarningFields) => void;
  readonly voice: WarningVoice;
}

/** All that a warning consists of, in the order of a letter. */
export function FormFields({ fields, faults, letter, onFields, voice }: FormFieldsProps): ReactElement {
  const { warningForm: texts } = voice;
  const words = warningWords(voice.language);
  const set = (field: TextField, text: string): void => onFields({ ...fields, [field]: text });
  const from = (field: keyof Sources) => letter && { letter: letter.text, sources: letter.sources[field] };
  const entry = (field: TextField, label: string, more: Partial<TextEntryProps> = {}): ReactElement => (
    <TextEntry
      key={field}
      field={field}
      label={label}
      text={fields[field]}
      faults={faults[field] ?? []}
      from={from(field)}
      onText={(text) => set(field, text)}
      voice={voice}
      {...more}
    />
  );
  return (
    <>
      {entry('number', texts.number, { isRequired: true })}
      {entry('issuedOn', texts.issuedOn, { isRequired: true, hint: texts.dayHint })}
      {entry('issuer', texts.issuer, { isRequired: true })}
      {entry('title', texts.title, { isRequired: true, rows: 2 })}
      {entry('deadline', texts.deadline, { hint: texts.deadlineHint })}
      <fieldset className="entry-group">
        <legend>{texts.cves}</legend>
        <p className="entry-hint">{texts.cvesHint}</p>
        {impacts.map((impact) => entry(impact, texts.group(words.impact[impact]), { rows: 3, isTechnical: true }))}
        {letter && letter.sources.malformed.length > 0 && (
          <div className="entry-malformed">
            <p className="notice-title">{texts.malformed}</p>
            <SourceList
              label={texts.malformed}
              letter={letter.text}
              sources={letter.sources.malformed}
              isUsed={(value) => impacts.some((impact) => holds(impact, fields[impact], value))}
              onUse={(value) => set('other', withValue('other', fields.other, value))}
              useLabel={(value) => texts.addTo(value, words.impact.other)}
              voice={voice}
            />
          </div>
        )}
      </fieldset>
      <Exploited
        isExploited={fields.isExploited}
        from={from('isExploited')}
        onChange={(isExploited) => onFields({ ...fields, isExploited })}
        voice={voice}
      />
      {entry('products', texts.products, { rows: 3, hint: texts.productsHint })}
      {entry('effect', texts.effect, { rows: 2, hint: texts.effectHint })}
    </>
  );
}

interface ExploitedProps {
  readonly isExploited: boolean;
  readonly from: TextEntryProps['from'];
  readonly onChange: (isExploited: boolean) => void;
  readonly voice: WarningVoice;
}

function Exploited({ isExploited, from, onChange, voice }: ExploitedProps): ReactElement {
  const label = voice.warningForm.isExploited;
  const beside = from && (
    <SourceList label={label} {...from} isUsed={() => true} onUse={() => onChange(true)} useLabel={() => label} voice={voice} />
  );
  return (
    <Entry label={label} beside={beside} voice={voice}>
      {(control) => <input {...control} type="checkbox" checked={isExploited} onChange={({ target }) => onChange(target.checked)} />}
    </Entry>
  );
}
