import { useEffect, useState } from 'react';
import { type DashboardView, dashboardViews } from '../../src/contracts/tray-app.ts';

/** The view is the fragment of the address: links, the menu of the icon and the way back all lead through it. */
export function useView(): DashboardView {
  const [view, setView] = useState(viewOfAddress);
  useEffect(() => {
    const follow = (): void => {
      setView(viewOfAddress());
      window.scrollTo(0, 0);
      document.getElementById('main')?.focus({ preventScroll: true });
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return view;
}

function viewOfAddress(): DashboardView {
  const fragment = window.location.hash.slice(1);
  return dashboardViews.find((view) => view === fragment) ?? 'overview';
}
