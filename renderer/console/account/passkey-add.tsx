import { type FormEvent, type ReactElement, useState } from 'react';
import { passkeyAdded, passkeyCreation } from '../../../src/contracts/passkeys.ts';
import { FieldLine } from '../../components/field-line.tsx';
import { Notice } from '../../components/notice.tsx';
import { accountTexts } from '../../i18n/account-texts.ts';
import type { Voice } from '../../i18n/voice.ts';
import { never } from '../page-props.ts';
import type { Requests } from '../requests.ts';
import { accountFault } from './account-fault.ts';
import { makePasskey, passkeysWork } from './passkey-ceremony.ts';

export interface PasskeyAddProps {
  readonly requests: Requests;
  readonly voice: Voice;
  /** With recovery codes where there were none before. */
  readonly onAdded: (codes: readonly string[]) => void;
}

/** Makes a passkey on this device or a security key; where none can work, it is said what to do. */
export function PasskeyAdd({ requests, voice, onAdded }: PasskeyAddProps): ReactElement {
  const texts = accountTexts[voice.language];
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  if (!passkeysWork(window.location.hostname))
    return (
      <Notice tone="calm" icon="info" title={texts.passkeyNoName}>
        <p>{texts.passkeyNoNameDo}</p>
      </Notice>
    );
  const submit = async (): Promise<void> => {
    setFault(null);
    const proposal = await requests.send(passkeyCreation, 'POST', '/account/passkeys/proposal', { password }, never);
    if (proposal.status === 'failed') return setFault(accountFault(proposal.failure, texts.wrongPassword, texts));
    const made = await makePasskey(proposal.value);
    if (made.status !== 'done') return setFault(made.status === 'stopped' ? texts.passkeyStopped : texts.passkeyKnown);
    const added = await requests.send(passkeyAdded, 'POST', '/account/passkeys', { name, ...made.value }, never);
    if (added.status === 'failed') return setFault(accountFault(added.failure, texts.passkeyRefused, texts));
    setName('');
    setPassword('');
    onAdded(added.value.recoveryCodes);
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void submit();
  };
  return (
    <>
      <form className="filter account-form" onSubmit={onSubmit}>
        <FieldLine label={texts.passkeyName} hint={texts.passkeyNameHint} type="text" autoComplete="off" value={name} onValue={setName} />
        <FieldLine label={texts.confirmPassword} type="password" autoComplete="current-password" value={password} onValue={setPassword} />
        <button type="submit" className="button">
          {texts.passkeyAdd}
        </button>
      </form>
      <div aria-live="polite">{fault !== null && <Notice tone="caution" icon="info" title={fault} />}</div>
    </>
  );
}
