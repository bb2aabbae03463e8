import { lazy, type ReactElement, Suspense } from 'react';
import type { ProviderRefusal } from '../../src/contracts/sign-in-ways.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { SignInHelp } from '../components/sign-in-help.tsx';
import type { Voice } from '../i18n/voice.ts';
import { reload } from './page-props.ts';
import type { Requests } from './requests.ts';
import type { SessionState } from './session-store.ts';
import { usePageHeading } from './use-page-heading.ts';

export interface SignInPageProps {
  readonly state: Exclude<SessionState, { status: 'signed-in' | 'setting-up' }>;
  /** Of an invitation that is followed. */
  readonly invitation: string | null;
  /** Why the identity provider let nobody in. */
  readonly providerRefusal: ProviderRefusal | null;
  readonly requests: Requests;
  readonly voice: Voice;
  readonly onRetry: () => void;
  readonly onSignedIn: () => void;
}

const PasswordForms = lazy(async () => ({ default: (await import('./password-forms.tsx')).PasswordForms }));

/** For everybody who is not signed in: how to be, and why they are not. */
export function SignInPage({ state, invitation, providerRefusal, requests, voice, onRetry, onSignedIn }: SignInPageProps): ReactElement {
  const { signIn, freshness, failure } = voice.texts;
  const heading = usePageHeading(voice.texts.title.signIn, state.status === 'signed-out');
  if (state.status === 'checking' || state.status === 'signing-in')
    return (
      <p className="waiting" role="status">
        {state.status === 'checking' ? freshness.loading : signIn.working}
      </p>
    );
  if (state.status === 'unknown')
    return <FailureNotice failure={state.failure} title={failure.noSession} voice={voice} onRetry={onRetry} onReload={reload} />;
  const told = {
    'link-refused': signIn.refused,
    'link-malformed': signIn.malformed,
    ended: signIn.ended,
    'signed-out': signIn.signedOut,
    'never-signed-in': null,
  } as const;
  const title = told[state.because];
  return (
    <SignInHelp voice={voice} headingRef={heading}>
      {title !== null && <Notice tone={state.because === 'signed-out' ? 'calm' : 'caution'} icon="info" title={title} />}
      <Suspense fallback={null}>
        <PasswordForms
          key={invitation}
          token={invitation}
          providerRefusal={providerRefusal}
          requests={requests}
          voice={voice}
          onSignedIn={onSignedIn}
        />
      </Suspense>
    </SignInHelp>
  );
}
