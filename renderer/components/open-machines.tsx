import type { ReactElement } from 'react';
import type { Warning } from '../../src/contracts/warnings.ts';
import { machineStates } from '../../src/domain/warnings/figures.ts';
import type { WarningVoice } from '../i18n/warning-voice.ts';
import { MachineStateLabel } from './machine-state-label.tsx';

interface FiguresProps {
  readonly figures: Warning['figures'];
  readonly voice: WarningVoice;
}

const stillToDo = machineStates.filter((state) => state !== 'remediated' && state !== 'not-affected');

/** What keeps a warning from being done, the worst first. */
export function OpenMachines({ figures, voice }: FiguresProps): ReactElement {
  const present = stillToDo.filter((state) => figures.counts[state] > 0);
  if (present.length === 0) return <span className="muted">{voice.warnings.nothingOpen}</span>;
  return (
    <ul className="severity-counts">
      {present.map((state) => (
        <li key={state}>
          <MachineStateLabel state={state} count={figures.counts[state]} voice={voice} />
        </li>
      ))}
    </ul>
  );
}

/** `số máy đã xử lý/tổng số máy`. */
export function RemediatedOfTotal({ figures, voice }: FiguresProps): ReactElement {
  return (
    <strong>
      {voice.format.count(figures.remediated)}/{voice.format.count(figures.total)}
    </strong>
  );
}
