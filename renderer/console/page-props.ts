import type { Voice } from '../i18n/voice.ts';
import type { Api } from './api.ts';

/** What every page that shows figures is given. */
export interface PageProps {
  readonly api: Api;
  readonly voice: Voice;
  readonly onSignedOut: () => void;
}

/** Few enough that the findings below them are in reach. */
export const endpointsPerPage = 10;
export const findingsPerPage = 25;
export const warningsPerPage = 25;
export const warnedMachinesPerPage = 25;
export const importedMachinesPerPage = 25;

export const reload = (): void => window.location.reload();
