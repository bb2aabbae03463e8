import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { Warning } from '../../src/contracts/warnings.ts';
import type { LetterReading } from '../../src/domain/warnings/letter/reading.ts';
import { failureText } from '../components/failure-notice.tsx';
import { Breadcrumb } from '../components/breadcrumb.tsx';
import { Notice } from '../components/notice.tsx';
import type { Failure } from './answer.ts';
import { never } from './page-props.ts';
import type { WarningPageProps } from './warning-page-props.ts';
import { warningsHash } from './route.ts';
import { StoredWarning } from './stored-warning.tsx';
import { usePageHeading } from './use-page-heading.ts';
import { emptyFields, fieldsOf, refilled, sameFields } from './warning-form/fields.ts';
import { LetterEntry } from './warning-form/letter-entry.tsx';
import { Recognised } from './warning-form/recognised.tsx';
import { draftIn, sourcesOf } from './warning-form/sources.ts';
import { useLeaveGuard } from './warning-form/use-leave-guard.ts';
import { WarningForm } from './warning-form/warning-form.tsx';

interface Read {
  readonly text: string;
  readonly reading: LetterReading;
  /** Whether something was typed by hand before, which stays. */
  readonly isKept: boolean;
}
/** A warning from the text of its letter or by hand: what is recognised is a proposal, and a person stores it. */
export function NewWarningPage({ api, voice }: WarningPageProps): ReactElement {
  const { warningForm: texts, warnings: list } = voice;
  const heading = usePageHeading(texts.newTitle, true);
  const result = useRef<HTMLHeadingElement>(null);
  const [fields, setFields] = useState(emptyFields);
  const [proposed, setProposed] = useState(emptyFields);
  const [read, setRead] = useState<Read | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [stored, setStored] = useState<Warning | null>(null);
  useLeaveGuard(stored === null && !sameFields(fields, emptyFields));
  useEffect(() => {
    if (read) result.current?.focus();
  }, [read]);

  const recognise = async (text: string): Promise<void> => {
    const answer = await api.letterReading(text, never);
    if (answer.status === 'failed') return setFailure(answer.failure);
    const next = fieldsOf(draftIn(answer.value, voice));
    setFailure(null);
    setFields((typed) => refilled(typed, proposed, next));
    setProposed(next);
    setRead({ text, reading: answer.value, isKept: !sameFields(fields, proposed) });
  };
  const again = (): void => {
    setFields(emptyFields);
    setProposed(emptyFields);
    setRead(null);
    setStored(null);
  };
  if (stored) return <StoredWarning api={api} warning={stored} onAnother={again} voice={voice} />;
  return (
    <>
      <Breadcrumb href={warningsHash} text={list.all} />
      <h1 ref={heading} tabIndex={-1}>
        {texts.newTitle}
      </h1>
      <p className="form-lead">{texts.newLead}</p>
      <section className="page-section" aria-labelledby="letter-title">
        <h2 id="letter-title">{texts.letter}</h2>
        <LetterEntry onRead={recognise} voice={voice} />
        {failure && (
          <Notice tone="problem" icon="high" title={texts.notRead}>
            <p>{failure.kind === 'signed-out' ? texts.refusal.signedOut : failureText(failure, voice)}</p>
          </Notice>
        )}
      </section>
      <section className="page-section" aria-labelledby="content-title">
        <h2 id="content-title" ref={result} tabIndex={-1}>
          {texts.content}
        </h2>
        {read && <Recognised reading={read.reading} isKept={read.isKept} voice={voice} />}
        <WarningForm
          fields={fields}
          letter={read && { text: read.text, sources: sourcesOf(read.reading, voice) }}
          saveLabel={texts.save}
          cancelHref={warningsHash}
          onFields={setFields}
          onSave={async (content) => {
            const answer = await api.createWarning(content, never);
            if (answer.status === 'failed') return answer.failure;
            setStored(answer.value);
            return null;
          }}
          voice={voice}
        />
      </section>
    </>
  );
}
