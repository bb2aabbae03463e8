import type { ReactElement } from 'react';
import { Command, Notice } from '../components/notice.tsx';
import type { Voice } from '../i18n/voice.ts';

export interface EnrolHelpProps {
  readonly title: string;
  readonly text: string;
  /** Null where there is none yet. */
  readonly unitName: string | null;
  readonly voice: Voice;
}

export function EnrolHelp({ title, text, unitName, voice }: EnrolHelpProps): ReactElement {
  const { units } = voice.texts;
  // A name with quotes in it would not survive being pasted into a shell.
  const name = unitName === null || /["'`$\\!]/.test(unitName) ? units.nameToType : unitName;
  return (
    <Notice tone="calm" icon="info" title={title}>
      <p>{text}</p>
      <Command text={`wardwatch collector token create --unit "${name}" --uses 10`} />
      <Command text={`wardwatch agent enroll ${units.stringToPaste}`} />
    </Notice>
  );
}
