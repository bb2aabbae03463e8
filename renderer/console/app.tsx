import { lazy, type ReactElement, Suspense, useEffect, useSyncExternalStore } from 'react';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Loading } from '../components/loading.tsx';
import { type HeaderLink, PageHeader } from '../components/page-header.tsx';
import type { Voice } from '../i18n/voice.ts';
import type { Api } from './api.ts';
import { NowherePage } from './nowhere-page.tsx';
import { OverviewPage } from './overview-page.tsx';
import { type PageProps, reload } from './page-props.ts';
import { rightsOf } from './rights.ts';
import { accountHash, auditHash, peopleHash, type Route, warningsHash } from './route.ts';
import type { Session } from '../../src/contracts/http-api.ts';
import type { SessionStore } from './session-store.ts';
import { SignInPage } from './sign-in-page.tsx';
import { fetchVoices, useLanguage } from './use-language.ts';
import { replaceHash, useRoute } from './use-route.ts';

// Fetched behind the first page, so that they are there before anybody asks for them, each with its own texts and contracts.
const fetchEndpointPage = () => import('./endpoint-page.tsx');
const fetchWarningPages = () => import('./warning-pages.tsx');
const EndpointPage = lazy(async () => ({ default: (await fetchEndpointPage()).EndpointPage }));
const WarningPages = lazy(async () => ({ default: (await fetchWarningPages()).WarningPages }));
const ImportedMachinesPage = lazy(async () => ({ default: (await import('./imported-machines-page.tsx')).ImportedMachinesPage }));
const AccountPage = lazy(async () => ({ default: (await import('./account-page.tsx')).AccountPage }));
const PeoplePage = lazy(async () => ({ default: (await import('./people-page.tsx')).PeoplePage }));
const AuditPage = lazy(async () => ({ default: (await import('./audit-page.tsx')).AuditPage }));
const SetUpPage = lazy(async () => ({ default: (await import('./set-up-page.tsx')).SetUpPage }));

export interface AppProps {
  readonly api: Api;
  readonly session: SessionStore;
  /** In which the console starts. */
  readonly firstVoice: Voice;
}

export function App({ api, session, firstVoice }: AppProps): ReactElement {
  const { voice, choose } = useLanguage(firstVoice);
  const route = useRoute();
  const state = useSyncExternalStore(session.subscribe, session.state);
  const isSignedIn = state.status === 'signed-in';
  useEffect(() => {
    if (isSignedIn) void Promise.all([fetchEndpointPage(), fetchWarningPages(), fetchVoices()]).catch(() => null); // asked for again when they are opened
  }, [isSignedIn]);
  return (
    <>
      <PageHeader
        voice={voice}
        links={state.status === 'signed-in' ? linksFor(state.session, voice) : []}
        onLanguage={choose}
        onSignOut={isSignedIn || state.status === 'setting-up' ? () => void session.signOut() : null}
      />
      <main id="main" tabIndex={-1}>
        {state.status === 'setting-up' ? (
          <Suspense fallback={<Loading voice={voice} />}>
            <SetUpPage requests={api.requests} voice={voice} onDone={() => void session.check()} />
          </Suspense>
        ) : state.status === 'signed-in' ? (
          <ErrorBoundary key={route.page} voice={voice} onReload={reload}>
            <Suspense fallback={<Loading voice={voice} />}>
              <SignedInPage
                route={route}
                api={api}
                voice={voice}
                session={state.session}
                rights={rightsOf(state.session.role)}
                onSignedOut={session.end}
              />
            </Suspense>
          </ErrorBoundary>
        ) : (
          <SignInPage
            state={state}
            invitation={route.page === 'first-password' ? route.token : null}
            providerRefusal={route.page === 'provider-refused' ? route.because : null}
            requests={api.requests}
            voice={voice}
            onRetry={() => void session.retry()}
            onSignedIn={() => {
              if (route.page === 'first-password' || route.page === 'provider-refused') replaceHash('#/');
              void session.check();
            }}
          />
        )}
      </main>
      <footer className="page-footer">{voice.texts.footer.timeZone}</footer>
    </>
  );
}

const NotAllowed = ({ voice }: PageProps): ReactElement => <NowherePage voice={voice} text={voice.texts.failure.notAllowed} />;

function linksFor({ role, hasAccount }: Session, { texts: { header } }: Voice): readonly HeaderLink[] {
  const { canSeePeople, canSeeAudit } = rightsOf(role);
  return [
    { href: warningsHash, text: header.warnings },
    ...(canSeePeople ? [{ href: peopleHash, text: header.people }] : []),
    ...(canSeeAudit ? [{ href: auditHash, text: header.audit }] : []),
    ...(hasAccount ? [{ href: accountHash, text: header.account }] : []),
  ];
}

function SignedInPage({ route, ...page }: PageProps & { readonly route: Route }): ReactElement {
  switch (route.page) {
    case 'overview':
      return <OverviewPage {...page} unitId={route.unitId} filter={route.filter} />;
    case 'endpoint':
      return <EndpointPage key={route.endpointId} {...page} endpointId={route.endpointId} filter={route.filter} />;
    case 'warnings':
    case 'warning':
    case 'new-warning':
    case 'edit-warning':
      if (!page.rights.canEditWarnings && (route.page === 'new-warning' || route.page === 'edit-warning')) return <NotAllowed {...page} />;
      return <WarningPages {...page} route={route} />;
    case 'imported-machines':
      return <ImportedMachinesPage {...page} />;
    case 'account':
      return <AccountPage {...page} />;
    case 'people':
      return page.rights.canSeePeople ? <PeoplePage {...page} /> : <NotAllowed {...page} />;
    case 'audit':
      return page.rights.canSeeAudit ? <AuditPage {...page} /> : <NotAllowed {...page} />;
    case 'provider-refused':
    case 'sign-in':
    case 'first-password':
    case 'nowhere':
      return <NowherePage voice={page.voice} />;
  }
}
