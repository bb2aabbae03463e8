import type { ReactElement } from 'react';
import { type DashboardView, dashboardViews } from '../../src/contracts/tray-app.ts';
import type { TrayVoice } from './tray-voice.ts';

export interface NavigationProps {
  readonly current: DashboardView;
  /** How many findings call for someone; null while it is not known. */
  readonly alarming: number | null;
  readonly voice: TrayVoice;
}

export function Navigation({ current, alarming, voice }: NavigationProps): ReactElement {
  const { navigation, names } = voice.views;
  return (
    <nav className="views" aria-label={navigation}>
      <ul>
        {dashboardViews.map((view) => (
          <li key={view}>
            <a href={`#${view}`} aria-current={view === current ? 'page' : undefined}>
              <span>{names[view]}</span>
              {view === 'findings' && alarming !== null && alarming > 0 && (
                <span className="views-count">{voice.format.count(alarming)}</span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
