import { lazy, type ReactElement, Suspense, useEffect, useSyncExternalStore } from 'react';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Loading } from '../components/loading.tsx';
import { PageHeader } from '../components/page-header.tsx';
import type { Voice } from '../i18n/voice.ts';
import type { Api } from './api.ts';
import { NowherePage } from './nowhere-page.tsx';
import { OverviewPage } from './overview-page.tsx';
import { type PageProps, reload } from './page-props.ts';
import { type Route, warningsHash } from './route.ts';
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
        warningsHref={isSignedIn ? warningsHash : null}
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
              <SignedInPage route={route} api={api} voice={voice} onSignedOut={session.end} />
            </Suspense>
          </ErrorBoundary>
        ) : (
          <SignInPage
            state={state}
            invitation={route.page === 'first-password' ? route.token : null}
            requests={api.requests}
            voice={voice}
            onRetry={() => void session.retry()}
            onSignedIn={() => {
              if (route.page === 'first-password') replaceHash('#/');
              void session.check();
            }}
          />
        )}
      </main>
      <footer className="page-footer">{voice.texts.footer.timeZone}</footer>
    </>
  );
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
      return <WarningPages {...page} route={route} />;
    case 'imported-machines':
      return <ImportedMachinesPage {...page} />;
    case 'sign-in':
    case 'first-password':
    case 'nowhere':
      return <NowherePage voice={page.voice} />;
  }
}
