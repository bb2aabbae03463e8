import type { Voice } from '../i18n/voice.ts';
import type { Session } from '../../src/contracts/http-api.ts';
import type { Api } from './api.ts';
import type { Rights } from './rights.ts';

/** What every page that shows figures is given. */
export interface PageProps {
  readonly api: Api;
  readonly voice: Voice;
  readonly session: Session;
  readonly rights: Rights;
  readonly onSignedOut: () => void;
}

/** Few enough that the findings below them are in reach. */
export const endpointsPerPage = 10;
export const findingsPerPage = 25;

/** For what is stored: it is not given up when the page is left. */
export const never = new AbortController().signal;

export const reload = (): void => window.location.reload();
