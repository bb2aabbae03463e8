import type { ReactElement, RefObject } from 'react';
import type { Warning } from '../../src/contracts/warnings.ts';
import { Breadcrumb } from '../components/breadcrumb.tsx';
import { Notice } from '../components/notice.tsx';
import { OpenMachines, RemediatedOfTotal } from '../components/open-machines.tsx';
import type { WarningVoice } from '../i18n/warning-voice.ts';
import { warningsHash } from './route.ts';

export interface WarningHeadProps {
  readonly warning: Warning;
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
  readonly voice: WarningVoice;
}

/** Which letter this is, and its figure. */
export function WarningHead({ warning, headingRef, voice }: WarningHeadProps): ReactElement {
  const { warnings: texts } = voice;
  const { number, title, issuer, issuedOn, figures, judgedAt } = warning;
  return (
    <>
      <Breadcrumb href={warningsHash} text={texts.all} />
      <h1 ref={headingRef} tabIndex={-1}>
        {texts.one(number)}: {title}
      </h1>
      <p className="muted">{texts.issued(issuer, voice.format.day(issuedOn))}</p>
      <p className="warning-figure">
        <RemediatedOfTotal figures={figures} voice={voice} /> <span>{texts.figure.toLocaleLowerCase(voice.language)}</span>
      </p>
      <OpenMachines figures={figures} voice={voice} />
      {judgedAt === null && <Notice tone="caution" icon="unknown" title={texts.notJudged} />}
    </>
  );
}
