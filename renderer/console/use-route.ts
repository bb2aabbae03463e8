import { useSyncExternalStore } from 'react';
import { readRoute, type Route } from './route.ts';

function onHashChange(tell: () => void): () => void {
  window.addEventListener('hashchange', tell);
  return () => window.removeEventListener('hashchange', tell);
}

/** The hash as it is now; it changes with links, the address bar and the buttons of the browser. */
export function useRoute(): Route {
  return readRoute(useSyncExternalStore(onHashChange, () => window.location.hash));
}

/** Goes there, with an entry in the browser's history. */
export function goTo(hash: string): void {
  window.location.hash = hash;
}

/** Puts another hash in the place of this one, which leaves the browser's history. */
export function replaceHash(hash: string): void {
  window.history.replaceState(null, '', hash);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
