import { type FormEvent, type ReactElement, useState } from 'react';
import { z } from 'zod';
import { FieldLine } from '../../components/field-line.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageSection } from '../../components/page-section.tsx';
import { accountTexts } from '../../i18n/account-texts.ts';
import type { Voice } from '../../i18n/voice.ts';
import { never } from '../page-props.ts';
import type { Requests } from '../requests.ts';
import { accountFault } from './account-fault.ts';

export interface PasswordSectionProps {
  readonly requests: Requests;
  readonly voice: Voice;
  readonly onChanged: () => void;
}

export function PasswordSection({ requests, voice, onChanged }: PasswordSectionProps): ReactElement {
  const texts = accountTexts[voice.language];
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const [told, setTold] = useState<{ readonly text: string; readonly isDone: boolean } | null>(null);
  const submit = async (): Promise<void> => {
    setTold(null);
    const answer = await requests.send(z.undefined(), 'PUT', '/account/password', { password, newPassword }, never);
    if (answer.status === 'failed') return setTold({ text: accountFault(answer.failure, texts.wrongPassword, texts), isDone: false });
    setPassword('');
    setNewPassword('');
    setTold({ text: texts.passwordChanged, isDone: true });
    onChanged();
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void submit();
  };
  return (
    <PageSection title={texts.changePassword}>
      <form className="filter account-form" onSubmit={onSubmit}>
        <FieldLine label={texts.presentPassword} type="password" autoComplete="current-password" value={password} onValue={setPassword} />
        <FieldLine
          label={texts.newPassword}
          hint={texts.newPasswordHint}
          type="password"
          autoComplete="new-password"
          value={newPassword}
          onValue={setNewPassword}
        />
        <button type="submit" className="button">
          {texts.changePassword}
        </button>
      </form>
      <div aria-live="polite">{told && <Notice tone={told.isDone ? 'calm' : 'caution'} icon="info" title={told.text} />}</div>
    </PageSection>
  );
}
