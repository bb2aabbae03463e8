import type { WarningVoice } from '../i18n/warning-voice.ts';
import type { PageProps } from './page-props.ts';
import type { WarningsApi } from './warnings-api.ts';

/** What every page about warnings is given. */
export interface WarningPageProps extends Omit<PageProps, 'api' | 'voice'> {
  readonly api: WarningsApi;
  readonly voice: WarningVoice;
}

export const warningsPerPage = 25;
export const warnedMachinesPerPage = 25;
