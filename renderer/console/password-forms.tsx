import { type FormEvent, type ReactElement, useState } from 'react';
import { session } from '../../src/contracts/http-api.ts';
import type { ProviderRefusal } from '../../src/contracts/sign-in-ways.ts';
import { FieldLine } from '../components/field-line.tsx';
import { Notice } from '../components/notice.tsx';
import { PageSection } from '../components/page-section.tsx';
import { type AccountTexts, accountTexts } from '../i18n/account-texts.ts';
import type { Voice } from '../i18n/voice.ts';
import type { Failure } from './answer.ts';
import { OtherWaysIn } from './other-ways-in.tsx';
import type { Requests } from './requests.ts';

export interface PasswordFormsProps {
  /** Of an invitation; null for who has a password. */
  readonly token: string | null;
  readonly providerRefusal: ProviderRefusal | null;
  readonly requests: Requests;
  readonly voice: Voice;
  readonly onSignedIn: () => void;
}

/** Signing in with what one knows, and setting the first password by an invitation. */
export function PasswordForms({ token, providerRefusal, requests, voice, onSignedIn }: PasswordFormsProps): ReactElement {
  const texts = accountTexts[voice.language];
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    setFault(null);
    const [path, body] =
      token === null ? ['/session/password', { login, password, code }] : ['/session/first-password', { token, password }];
    const answer = await requests.send(session, 'POST', path, body, new AbortController().signal);
    if (answer.status === 'ok') onSignedIn();
    else setFault(faultOf(answer.failure, token === null, texts));
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void submit();
  };
  return (
    <PageSection title={token === null ? texts.signIn : texts.firstPassword}>
      {providerRefusal !== null && <Notice tone="caution" icon="info" title={texts.providerRefused[providerRefusal]} />}
      <form className="filter" onSubmit={onSubmit}>
        {token === null ? (
          <>
            <FieldLine label={texts.login} type="text" autoComplete="username" value={login} onValue={setLogin} />
            <FieldLine label={texts.password} type="password" autoComplete="current-password" value={password} onValue={setPassword} />
            <FieldLine
              label={texts.code}
              hint={texts.codeHint}
              type="text"
              autoComplete="one-time-code"
              isRequired={false}
              value={code}
              onValue={setCode}
            />
          </>
        ) : (
          <FieldLine
            label={texts.newPassword}
            hint={texts.newPasswordHint}
            type="password"
            autoComplete="new-password"
            value={password}
            onValue={setPassword}
          />
        )}
        <button type="submit" className="button">
          {token === null ? texts.submit : texts.setPassword}
        </button>
      </form>
      {token === null && <OtherWaysIn requests={requests} voice={voice} onSignedIn={onSignedIn} />}
      <div aria-live="polite">{fault !== null && <Notice tone="caution" icon="info" title={fault} />}</div>
    </PageSection>
  );
}

function faultOf(failure: Failure, isSignIn: boolean, texts: AccountTexts): string {
  if (failure.kind === 'signed-out') return isSignIn ? texts.refused : texts.invitationOver;
  if (failure.kind !== 'refused') return texts.failed;
  if (failure.code === 'RATE_LIMITED') return texts.tooMany;
  return failure.code === 'PASSWORD_UNFIT' ? texts.unfit : texts.failed;
}
