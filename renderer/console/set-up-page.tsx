import { type FormEvent, type ReactElement, useState } from 'react';
import { recoveryCodes, totpProposed } from '../../src/contracts/access.ts';
import { FieldLine } from '../components/field-line.tsx';
import { Command, Notice } from '../components/notice.tsx';
import { accountTexts } from '../i18n/account-texts.ts';
import type { Voice } from '../i18n/voice.ts';
import type { Failure } from './answer.ts';
import type { Requests } from './requests.ts';
import { usePageHeading } from './use-page-heading.ts';

export interface SetUpPageProps {
  readonly requests: Requests;
  readonly voice: Voice;
  readonly onDone: () => void;
}

type Step =
  | { readonly step: 'password' }
  | { readonly step: 'code'; readonly secret: string; readonly uri: string }
  | { readonly step: 'recovery'; readonly codes: readonly string[] };

/** The second factor: who has none sees nothing else. */
export function SetUpPage({ requests, voice, onDone }: SetUpPageProps): ReactElement {
  const texts = accountTexts[voice.language];
  const heading = usePageHeading(texts.setUp, true);
  const [step, setStep] = useState<Step>({ step: 'password' });
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const signal = new AbortController().signal;
  const fail = (failure: Failure, wrong: string): void => {
    if (failure.kind === 'signed-out') onDone();
    else if (failure.kind !== 'refused') setFault(texts.failed);
    else setFault(failure.code === 'RATE_LIMITED' ? texts.tooMany : wrong);
  };
  const submit = async (): Promise<void> => {
    setFault(null);
    if (step.step === 'password') {
      const answer = await requests.send(totpProposed, 'POST', '/account/totp', { password: typed }, signal);
      if (answer.status === 'failed') return fail(answer.failure, texts.wrongPassword);
      setStep({ step: 'code', ...answer.value });
    } else {
      const answer = await requests.send(recoveryCodes, 'PUT', '/account/totp', { code: typed }, signal);
      if (answer.status === 'failed') return fail(answer.failure, texts.wrongCode);
      setStep({ step: 'recovery', codes: answer.value.recoveryCodes });
    }
    setTyped('');
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void submit();
  };
  if (step.step === 'recovery')
    return (
      <div className="sign-in">
        <h1 ref={heading} tabIndex={-1}>
          {texts.recovery}
        </h1>
        <p>{texts.recoveryLead}</p>
        <Command text={step.codes.join('\n')} />
        <button type="button" className="button" onClick={onDone}>
          {texts.done}
        </button>
      </div>
    );
  const isPassword = step.step === 'password';
  return (
    <div className="sign-in">
      <h1 ref={heading} tabIndex={-1}>
        {texts.setUp}
      </h1>
      <p>{texts.setUpLead}</p>
      {step.step === 'code' && (
        <>
          <p>{texts.secret}</p>
          <Command text={step.secret} />
          <p>{texts.uri}</p>
          <Command text={step.uri} />
        </>
      )}
      <form className="filter" onSubmit={onSubmit}>
        <FieldLine
          key={step.step}
          label={isPassword ? texts.confirmPassword : texts.code}
          type={isPassword ? 'password' : 'text'}
          autoComplete={isPassword ? 'current-password' : 'one-time-code'}
          value={typed}
          onValue={setTyped}
        />
        <button type="submit" className="button">
          {isPassword ? texts.begin : texts.prove}
        </button>
      </form>
      <div aria-live="polite">{fault !== null && <Notice tone="caution" icon="info" title={fault} />}</div>
    </div>
  );
}
