import { readRoute } from './route.ts';
import type { SessionStore } from './session-store.ts';
import { replaceHash } from './use-route.ts';

/** Follows a sign-in link at the start and whenever one is opened later; its token leaves the address before it is sent. */
export function followSignInLinks(session: SessionStore): void {
  const follow = (): boolean => {
    const route = readRoute(window.location.hash);
    if (route.page !== 'sign-in') return false;
    replaceHash('#/');
    void session.signIn(route.token);
    return true;
  };
  window.addEventListener('hashchange', follow);
  if (!follow()) void session.check();
}
