import type { ReactElement } from 'react';
import type { DashboardView } from '../../src/contracts/tray-app.ts';
import type { ViewProps } from './view-props.ts';
import { Overview } from './overview.tsx';
import { ChangesView } from './views/changes-view.tsx';
import { ChecksView } from './views/checks-view.tsx';
import { FindingsView } from './views/findings-view.tsx';
import { HistoryView } from './views/history-view.tsx';
import { PatchesView } from './views/patches-view.tsx';
import { SettingsView } from './views/settings-view.tsx';
import { UploadsView } from './views/uploads-view.tsx';

const views: Readonly<Record<DashboardView, (props: ViewProps) => ReactElement>> = {
  overview: Overview,
  findings: FindingsView,
  patches: PatchesView,
  changes: ChangesView,
  checks: ChecksView,
  history: HistoryView,
  uploads: UploadsView,
  settings: SettingsView,
};

export function ReachableView({ shown, ...props }: ViewProps & { readonly shown: DashboardView }): ReactElement {
  const View = views[shown];
  return (
    <>
      <View {...props} />
      <p className="tray-footer">{props.voice.tray.refreshed(props.voice.format.timeOfDay(props.link.heardAt))}</p>
    </>
  );
}
