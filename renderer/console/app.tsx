import { lazy, type ReactElement, Suspense, useEffect, useSyncExternalStore } from 'react';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Loading } from '../components/loading.tsx';
import { PageHeader } from '../components/page-header.tsx';
import type { Api } from './api.ts';
import { NowherePage } from './nowhere-page.tsx';
import { OverviewPage } from './overview-page.tsx';
import { type PageProps, reload } from './page-props.ts';
import { type Route, warningsHash } from './route.ts';
import type { SessionStore } from './session-store.ts';
import { SignInPage } from './sign-in-page.tsx';
import { useLanguage } from './use-language.ts';
import { useRoute } from './use-route.ts';

// Fetched behind the first page, so that it is there before anybody asks for it.
const fetchEndpointPage = () => import('./endpoint-page.tsx');
const fetchWarningPages = () => Promise.all([import('./warnings-page.tsx'), import('./warning-page.tsx')]);
const fetchWarningForms = () => Promise.all([import('./new-warning-page.tsx'), import('./edit-warning-page.tsx')]);
const NewWarningPage = lazy(async () => ({ default: (await fetchWarningForms())[0].NewWarningPage }));
const EditWarningPage = lazy(async () => ({ default: (await fetchWarningForms())[1].EditWarningPage }));
const WarningsPage = lazy(async () => ({ default: (await fetchWarningPages())[0].WarningsPage }));
const WarningPage = lazy(async () => ({ default: (await fetchWarningPages())[1].WarningPage }));
const ImportedMachinesPage = lazy(async () => ({ default: (await import('./imported-machines-page.tsx')).ImportedMachinesPage }));
const EndpointPage = lazy(async () => ({ default: (await fetchEndpointPage()).EndpointPage }));

export interface AppProps {
  readonly api: Api;
  readonly session: SessionStore;
}

export function App({ api, session }: AppProps): ReactElement {
  const { voice, choose } = useLanguage();
  const route = useRoute();
  const state = useSyncExternalStore(session.subscribe, session.state);
  const isSignedIn = state.status === 'signed-in';
  useEffect(() => {
    if (isSignedIn) void fetchEndpointPage().catch(() => null); // asked for again when the page is opened
  }, [isSignedIn]);
  return (
    <>
      <PageHeader
        voice={voice}
        warningsHref={isSignedIn ? warningsHash : null}
        onLanguage={choose}
        onSignOut={isSignedIn ? () => void session.signOut() : null}
      />
      <main id="main" tabIndex={-1}>
        {state.status === 'signed-in' ? (
          <ErrorBoundary key={route.page} voice={voice} onReload={reload}>
            <Suspense fallback={<Loading voice={voice} />}>
              <SignedInPage route={route} api={api} voice={voice} onSignedOut={session.end} />
            </Suspense>
          </ErrorBoundary>
        ) : (
          <SignInPage state={state} voice={voice} onRetry={() => void session.retry()} />
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
      return <WarningsPage {...page} />;
    case 'new-warning':
      return <NewWarningPage {...page} />;
    case 'edit-warning':
      return <EditWarningPage key={route.warningId} {...page} warningId={route.warningId} />;
    case 'warning':
      return <WarningPage key={route.warningId} {...page} warningId={route.warningId} filter={route.filter} />;
    case 'imported-machines':
      return <ImportedMachinesPage {...page} />;
    case 'sign-in':
    case 'nowhere':
      return <NowherePage voice={page.voice} />;
  }
}
