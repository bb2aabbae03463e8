import type { ReactElement } from 'react';
import type { ImportedMachine, RecognisedMachine } from '../../src/contracts/imported-machines.ts';
import type { ImportRefusal } from '../../src/domain/inventory/capture.ts';
import { captureWords } from '../../src/domain/words/capture-words.ts';
import type { ImportedVoice } from '../i18n/imported-voice.ts';
import { type FailureShown, failureText } from './failure-notice.tsx';
import { Notice } from './notice.tsx';
import { RecognisedMachineFacts } from './recognised-machine.tsx';

/** How far the import of one machine has come. */
export type ImportStep =
  | { readonly step: 'choosing' }
  | { readonly step: 'reading' }
  | { readonly step: 'refused'; readonly reason: ImportRefusal }
  | { readonly step: 'failed'; readonly failure: FailureShown }
  | { readonly step: 'read' | 'storing'; readonly machine: RecognisedMachine }
  | { readonly step: 'stored'; readonly stored: ImportedMachine };

export interface ImportOutcomeProps {
  readonly state: ImportStep;
  readonly voice: ImportedVoice;
  readonly onStore: () => void;
}

export function ImportOutcome({ state, voice, onStore }: ImportOutcomeProps): ReactElement | null {
  const { imported: texts } = voice;
  switch (state.step) {
    case 'choosing':
      return null;
    case 'reading':
      return <p className="table-note">{texts.reading}</p>;
    case 'refused':
      return (
        <Notice tone="problem" icon="high" title={texts.refusedTitle}>
          <p>{sentence(captureWords(voice.language).refusal(state.reason))}</p>
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="problem" icon="high" title={texts.failedTitle}>
          <p>{isTooLarge(state.failure) ? texts.tooLarge : failureText(state.failure, voice)}</p>
        </Notice>
      );
    case 'read':
    case 'storing': {
      const isStoring = state.step === 'storing';
      return (
        <>
          <h3>{texts.recognised}</h3>
          <RecognisedMachineFacts machine={state.machine} voice={voice} />
          <p className="table-note">{texts.notYet}</p>
          <button type="button" className="button" aria-disabled={isStoring} onClick={isStoring ? undefined : onStore}>
            {isStoring ? texts.storing : texts.store}
          </button>
        </>
      );
    }
    case 'stored':
      return (
        <Notice tone="calm" icon="pass" title={texts.storedTitle(state.stored.hostname)}>
          <p>{texts.storedText(state.stored.unitName, voice.format.instant(state.stored.importedAt))}</p>
        </Notice>
      );
  }
}

const isTooLarge = (failure: FailureShown): boolean => failure.kind === 'refused' && failure.code === 'BODY_TOO_LARGE';

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
