import type { ReactElement } from 'react';
import type { WarnedMachine } from '../../src/contracts/warnings.ts';
import type { MachineState } from '../../src/domain/warnings/figures.ts';
import { stateOfMachine } from '../../src/domain/warnings/figures.ts';
import { warningWords } from '../../src/domain/words/warning-words.ts';
import type { WarningVoice } from '../i18n/warning-voice.ts';
import { Icon, type IconName } from './icons.tsx';

const looks: Readonly<Record<MachineState, { readonly icon: IconName; readonly tone: string }>> = {
  missing: { icon: 'fail', tone: 'status-fail' },
  'end-of-life': { icon: 'fail', tone: 'status-fail' },
  unknown: { icon: 'unknown', tone: 'status-unknown' },
  silent: { icon: 'silent', tone: 'status-silent' },
  remediated: { icon: 'pass', tone: 'status-pass' },
  'not-affected': { icon: 'info', tone: 'severity-info' },
};

interface MachineStateProps {
  readonly state: MachineState;
  /** How many machines; one machine's own state has none. */
  readonly count?: number;
  /** Instead of the word for this state. */
  readonly word?: string;
  readonly voice: WarningVoice;
}

export function MachineStateLabel({
  state,
  count,
  voice,
  word = warningWords(voice.language).state[state],
}: MachineStateProps): ReactElement {
  const { icon, tone } = looks[state];
  return (
    <span className={`label ${tone}`}>
      <Icon name={icon} />
      <span>{count === undefined ? word : `${voice.format.count(count)} ${word}`}</span>
    </span>
  );
}

/** A machine that fell silent is silent, whatever its last inventory said; that is told below it. */
export function WarnedMachineState({ machine, voice }: { readonly machine: WarnedMachine; readonly voice: WarningVoice }): ReactElement {
  const { state, lastStatus, reason } = machine;
  const words = warningWords(voice.language);
  const before = stateOfMachine({ isSilent: false, status: lastStatus, wasConcerned: false });
  return (
    <>
      <MachineStateLabel state={state} voice={voice} />
      {state === 'silent' && lastStatus !== null && <span className="second-line">{voice.warnings.lastKnown(words.state[before])}</span>}
      {state === 'unknown' && reason !== null && <span className="second-line">{words.reason[reason]}</span>}
    </>
  );
}
