import { type ReactElement, useState } from 'react';
import { accountTexts } from '../i18n/account-texts.ts';
import type { Voice } from '../i18n/voice.ts';
import { PasskeyAdd } from './account/passkey-add.tsx';
import { RecoveryCodeList } from './account/recovery-code-list.tsx';
import { TotpSetUp } from './account/totp-set-up.tsx';
import type { Requests } from './requests.ts';
import { usePageHeading } from './use-page-heading.ts';

export interface SetUpPageProps {
  readonly requests: Requests;
  readonly voice: Voice;
  readonly onDone: () => void;
}

/** The second factor, by an app or a passkey: who has none sees nothing else. */
export function SetUpPage({ requests, voice, onDone }: SetUpPageProps): ReactElement {
  const texts = accountTexts[voice.language];
  const heading = usePageHeading(texts.setUp, true);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <div className="sign-in">
      <h1 ref={heading} tabIndex={-1}>
        {codes === null ? texts.setUp : texts.recovery}
      </h1>
      {codes === null ? (
        <>
          <p>{texts.setUpLead}</p>
          <TotpSetUp requests={requests} voice={voice} onSet={setCodes} />
          <details className="attach-more">
            <summary>{texts.passkeyInstead}</summary>
            <p>{texts.passkeysLead}</p>
            <PasskeyAdd requests={requests} voice={voice} onAdded={setCodes} />
          </details>
        </>
      ) : (
        <RecoveryCodeList codes={codes} texts={texts} onKept={onDone} />
      )}
    </div>
  );
}
