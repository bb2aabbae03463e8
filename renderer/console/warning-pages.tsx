import { lazy, type ReactElement, useMemo } from 'react';
import { warningVoice } from '../i18n/warning-voice.ts';
import type { PageProps } from './page-props.ts';
import type { Route } from './route.ts';
import { WarningPage } from './warning-page.tsx';
import type { WarningPageProps } from './warning-page-props.ts';
import { createWarningsApi } from './warnings-api.ts';
import { WarningsPage } from './warnings-page.tsx';

const NewWarningPage = lazy(async () => ({ default: (await import('./new-warning-page.tsx')).NewWarningPage }));
const EditWarningPage = lazy(async () => ({ default: (await import('./edit-warning-page.tsx')).EditWarningPage }));

export type WarningRoute = Extract<Route, { page: 'warnings' | 'warning' | 'new-warning' | 'edit-warning' }>;

/** The pages about warnings, which come together with their texts and contracts: the first page is there without them. */
export function WarningPages({ route, api, voice, ...rest }: PageProps & { readonly route: WarningRoute }): ReactElement {
  const warningsApi = useMemo(() => createWarningsApi(api.requests), [api]);
  const page: WarningPageProps = { ...rest, api: warningsApi, voice: warningVoice(voice) };
  switch (route.page) {
    case 'warnings':
      return <WarningsPage {...page} />;
    case 'warning':
      return <WarningPage key={route.warningId} {...page} warningId={route.warningId} filter={route.filter} />;
    case 'new-warning':
      return <NewWarningPage {...page} />;
    case 'edit-warning':
      return <EditWarningPage key={route.warningId} {...page} warningId={route.warningId} />;
  }
}
