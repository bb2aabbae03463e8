import { type FormEvent, type ReactElement, useState } from 'react';
import { recoveryCodes, totpProposed } from '../../../src/contracts/access-answers.ts';
import { FieldLine } from '../../components/field-line.tsx';
import { Command, Notice } from '../../components/notice.tsx';
import { accountTexts } from '../../i18n/account-texts.ts';
import type { Voice } from '../../i18n/voice.ts';
import type { Failure } from '../answer.ts';
import { never } from '../page-props.ts';
import type { Requests } from '../requests.ts';
import { accountFault } from './account-fault.ts';

export interface TotpSetUpProps {
  readonly requests: Requests;
  readonly voice: Voice;
  /** With the recovery codes, which are told once. */
  readonly onSet: (codes: readonly string[]) => void;
}

interface Proposed {
  readonly secret: string;
  readonly uri: string;
}

/** Connects an authenticator app: the password, a secret, and a code of it. */
export function TotpSetUp({ requests, voice, onSet }: TotpSetUpProps): ReactElement {
  const texts = accountTexts[voice.language];
  const [proposed, setProposed] = useState<Proposed | null>(null);
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const fail = (failure: Failure, wrong: string): void => setFault(accountFault(failure, wrong, texts));
  const submit = async (): Promise<void> => {
    setFault(null);
    if (proposed === null) {
      const answer = await requests.send(totpProposed, 'POST', '/account/totp', { password: typed }, never);
      if (answer.status === 'failed') return fail(answer.failure, texts.wrongPassword);
      setProposed(answer.value);
    } else {
      const answer = await requests.send(recoveryCodes, 'PUT', '/account/totp', { code: typed }, never);
      if (answer.status === 'failed') return fail(answer.failure, texts.wrongCode);
      setProposed(null);
      onSet(answer.value.recoveryCodes);
    }
    setTyped('');
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void submit();
  };
  return (
    <>
      {proposed && (
        <>
          <p>{texts.secret}</p>
          <Command text={proposed.secret} />
          <p>{texts.uri}</p>
          <Command text={proposed.uri} />
        </>
      )}
      <form className="filter account-form" onSubmit={onSubmit}>
        <FieldLine
          key={proposed === null ? 'password' : 'code'}
          label={proposed === null ? texts.confirmPassword : texts.code}
          type={proposed === null ? 'password' : 'text'}
          autoComplete={proposed === null ? 'current-password' : 'one-time-code'}
          value={typed}
          onValue={setTyped}
        />
        <button type="submit" className="button">
          {proposed === null ? texts.begin : texts.prove}
        </button>
      </form>
      <div aria-live="polite">{fault !== null && <Notice tone="caution" icon="info" title={fault} />}</div>
    </>
  );
}
