import { type ReactElement, useEffect, useState } from 'react';
import { session } from '../../src/contracts/http-api.ts';
import { passkeyRequest } from '../../src/contracts/passkeys.ts';
import { waysIn } from '../../src/contracts/sign-in-ways.ts';
import { Notice } from '../components/notice.tsx';
import { accountTexts } from '../i18n/account-texts.ts';
import type { Voice } from '../i18n/voice.ts';
import { accountFault } from './account/account-fault.ts';
import { passkeysWork, signWithPasskey } from './account/passkey-ceremony.ts';
import { never } from './page-props.ts';
import type { Requests } from './requests.ts';

export interface OtherWaysInProps {
  readonly requests: Requests;
  readonly voice: Voice;
  readonly onSignedIn: () => void;
}

/** Without a password: by a passkey where one can work, and by the identity provider where there is one. */
export function OtherWaysIn({ requests, voice, onSignedIn }: OtherWaysInProps): ReactElement {
  const texts = accountTexts[voice.language];
  const [provider, setProvider] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    const left = new AbortController();
    const ask = async (): Promise<void> => {
      const answer = await requests.get(waysIn, '/session/ways', left.signal);
      if (answer.status === 'ok') setProvider(answer.value.provider);
    };
    void ask();
    return () => left.abort();
  }, [requests]);
  const signIn = async (): Promise<void> => {
    setFault(null);
    const asked = await requests.send(passkeyRequest, 'POST', '/session/passkey/request', {}, never);
    if (asked.status === 'failed') return setFault(accountFault(asked.failure, texts.failed, texts));
    const signed = await signWithPasskey(asked.value);
    if (signed.status !== 'done') return setFault(texts.passkeyStopped);
    const answer = await requests.send(session, 'POST', '/session/passkey', signed.value, never);
    if (answer.status === 'ok') onSignedIn();
    else setFault(answer.failure.kind === 'signed-out' ? texts.passkeyRefusedHere : accountFault(answer.failure, texts.failed, texts));
  };
  return (
    <>
      <div className="form-actions">
        {passkeysWork(window.location.hostname) && (
          <button type="button" className="button" onClick={() => void signIn()}>
            {texts.passkeySignIn}
          </button>
        )}
        {provider !== null && (
          <a className="button" href="/api/v1/session/provider">
            {texts.providerSignIn(provider)}
          </a>
        )}
      </div>
      <div aria-live="polite">{fault !== null && <Notice tone="caution" icon="info" title={fault} />}</div>
    </>
  );
}
