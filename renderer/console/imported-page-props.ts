import type { ImportedVoice } from '../i18n/imported-voice.ts';
import type { Api } from './api.ts';
import type { ImportedMachinesApi } from './imported-machines-api.ts';
import type { PageProps } from './page-props.ts';

/** What everything on the page of machines without an agent is given. */
export interface ImportedPageProps extends Omit<PageProps, 'api' | 'voice'> {
  readonly api: Api & ImportedMachinesApi;
  readonly voice: ImportedVoice;
}
