import { type ReactElement, useState } from 'react';
import { account as accountContract, recoveryCodes } from '../../src/contracts/access-answers.ts';
import { ActionDialog } from '../components/action-dialog.tsx';
import { Fact } from '../components/fact.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { FieldLine } from '../components/field-line.tsx';
import { Loading } from '../components/loading.tsx';
import { PageSection } from '../components/page-section.tsx';
import { accountTexts } from '../i18n/account-texts.ts';
import { roleNames } from '../i18n/role-names.ts';
import { accountFault } from './account/account-fault.ts';
import { PasskeyAdd } from './account/passkey-add.tsx';
import { PasskeyTable } from './account/passkey-table.tsx';
import { PasswordSection } from './account/password-section.tsx';
import { RecoveryCodeList } from './account/recovery-code-list.tsx';
import { SessionSection } from './account/session-section.tsx';
import { TotpSetUp } from './account/totp-set-up.tsx';
import { never, type PageProps, reload } from './page-props.ts';
import { useNow } from './use-now.ts';
import { usePageHeading } from './use-page-heading.ts';
import { useResource } from './use-resource.ts';

/** One's own account: what one signs in with, and where one is signed in. */
export function AccountPage({ api, voice, onSignedOut }: PageProps): ReactElement {
  const texts = accountTexts[voice.language];
  const now = useNow(api.clock);
  const [password, setPassword] = useState('');
  const [codes, setCodes] = useState<readonly string[]>([]);
  const { requests } = api;
  const { view, retry } = useResource({
    key: 'account',
    ask: (signal) => requests.get(accountContract, '/account', signal),
    clock: api.clock,
    onSignedOut,
  });
  const heading = usePageHeading(texts.account, view.status !== 'loading');
  if (view.status === 'loading') return <Loading voice={voice} />;
  if (view.status === 'failed') return <FailureNotice failure={view.failure} voice={voice} onRetry={retry} onReload={reload} />;
  const { login, name, role, unitName, hasTotp, recoveryCodesLeft, passkeys, sessions } = view.value;
  const shared = { requests, voice };
  const changed = { ...shared, now, onChanged: retry };
  const take = (told: readonly string[]): void => {
    setCodes(told);
    retry();
  };
  const renew = async (): Promise<string | null> => {
    const answer = await requests.send(recoveryCodes, 'PUT', '/account/recovery-codes', { password }, never);
    if (answer.status === 'failed') return accountFault(answer.failure, texts.wrongPassword, texts);
    setPassword('');
    take(answer.value.recoveryCodes);
    return null;
  };
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {texts.account}
      </h1>
      <dl className="facts facts-identity">
        <Fact name={texts.name}>{name}</Fact>
        <Fact name={texts.login}>{login}</Fact>
        <Fact name={texts.role}>{roleNames[voice.language][role]}</Fact>
        {unitName !== null && <Fact name={texts.unit}>{unitName}</Fact>}
      </dl>
      <PasswordSection {...changed} />
      <PageSection title={texts.app}>
        <p className="lead-text">{hasTotp ? texts.appIsSet : texts.appIsNotSet}</p>
        <TotpSetUp {...shared} onSet={take} />
      </PageSection>
      <PageSection title={texts.passkeys}>
        <p className="lead-text">{texts.passkeysLead}</p>
        {passkeys.length > 0 && <PasskeyTable {...changed} passkeys={passkeys} />}
        <PasskeyAdd {...shared} onAdded={take} />
      </PageSection>
      <PageSection title={texts.recovery}>
        <p className="lead-text">{texts.recoveryLeft(voice.format.count(recoveryCodesLeft))}</p>
        {codes.length > 0 ? (
          <RecoveryCodeList codes={codes} texts={{ ...texts, done: texts.kept }} onKept={() => setCodes([])} />
        ) : (
          <ActionDialog label={texts.renew} title={texts.renewTitle} text={texts.renewText} cancel={texts.cancel} onConfirm={renew}>
            <FieldLine
              label={texts.confirmPassword}
              type="password"
              autoComplete="current-password"
              value={password}
              onValue={setPassword}
            />
          </ActionDialog>
        )}
      </PageSection>
      <SessionSection {...changed} sessions={sessions} />
    </>
  );
}
