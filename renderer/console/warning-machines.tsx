import type { ReactElement } from 'react';
import type { WarnedMachine } from '../../src/contracts/warnings.ts';
import { machineStates } from '../../src/domain/warnings/figures.ts';
import { warningWords } from '../../src/domain/words/warning-words.ts';
import { WarnedMachineTable } from '../components/warned-machine-table.tsx';
import type { WarningVoice } from '../i18n/warning-voice.ts';
import { ListSection } from './list-section.tsx';
import { endpointHash, type MachineFilter, readMachineFilter, warningHash } from './route.ts';
import type { Paged } from './use-lists.ts';
import { goTo } from './use-route.ts';

export interface WarningMachinesProps {
  readonly list: Paged<{ items: WarnedMachine[]; nextCursor: string | null }>;
  readonly warningId: string;
  readonly filter: MachineFilter;
  readonly now: number;
  readonly voice: WarningVoice;
}

export function WarningMachines({ list, warningId, filter, now, voice }: WarningMachinesProps): ReactElement {
  const { warnings: texts } = voice;
  const words = warningWords(voice.language);
  const controls = (
    <div className="filter">
      <label className="field">
        <span>{texts.state}</span>
        <select value={filter} onChange={({ target }) => goTo(warningHash(warningId, readMachineFilter(target.value)))}>
          <option value="any">{texts.anyState}</option>
          {machineStates.map((state) => (
            <option key={state} value={state}>
              {words.state[state]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
  return (
    <ListSection
      title={texts.machines}
      controls={controls}
      list={list}
      turnerLabel={texts.ofMachines}
      voice={voice}
      empty={<p className="table-note">{texts.noMachines}</p>}
    >
      {(rows, isBusy) => <WarnedMachineTable machines={rows} hrefOf={(id) => endpointHash(id)} now={now} isBusy={isBusy} voice={voice} />}
    </ListSection>
  );
}
