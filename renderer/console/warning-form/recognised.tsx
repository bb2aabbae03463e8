import type { ReactElement } from 'react';
import type { LetterReading } from '../../../src/domain/warnings/letter/reading.ts';
import { Notice } from '../../components/notice.tsx';
import type { WarningVoice } from '../../i18n/warning-voice.ts';

export interface RecognisedProps {
  readonly reading: LetterReading;
  /** Whether fields that were typed by hand stayed as they were. */
  readonly isKept: boolean;
  readonly voice: WarningVoice;
}

/** How much of a letter was recognised, and what is to be done with it. */
export function Recognised({ reading, isKept, voice }: RecognisedProps): ReactElement {
  const { warningForm: texts, format } = voice;
  const { cves, malformedCves, isCut } = reading;
  const title = texts.recognised(format.count(cves.length), format.count(malformedCves.length));
  return (
    <Notice tone={isCut || malformedCves.length > 0 ? 'caution' : 'calm'} icon="info" title={title}>
      <p>{texts.compare}</p>
      {isKept && <p>{texts.kept}</p>}
      {isCut && <p>{texts.isCut}</p>}
    </Notice>
  );
}
