import type { ReactElement } from 'react';
import type { WarnedMachine } from '../../src/contracts/warnings.ts';
import { needText, warningWords } from '../../src/domain/words/warning-words.ts';
import type { WarningVoice } from '../i18n/warning-voice.ts';
import { type Column, DataTable } from './data-table.tsx';
import { WarnedMachineState } from './machine-state-label.tsx';
import { ShortList } from './short-list.tsx';
import { TimeText } from './time-text.tsx';

export interface WarnedMachineTableProps {
  readonly machines: readonly WarnedMachine[];
  readonly hrefOf: (endpointId: string) => string;
  readonly now: number;
  readonly isBusy: boolean;
  readonly voice: WarningVoice;
}

export function WarnedMachineTable({ machines, hrefOf, now, isBusy, voice }: WarnedMachineTableProps): ReactElement {
  const { warnings: texts } = voice;
  const words = warningWords(voice.language);
  const columns: Column<WarnedMachine>[] = [
    {
      id: 'machine',
      header: texts.machine,
      isRowHeader: true,
      cell: ({ machineId, hostname, unitName, isImported, heardAt }) => (
        <>
          {isImported ? <span>{hostname}</span> : <a href={hrefOf(machineId)}>{hostname}</a>}
          <span className="second-line">{unitName}</span>
          {isImported && heardAt !== null && <span className="second-line">{texts.imported(voice.format.instant(heardAt))}</span>}
        </>
      ),
    },
    { id: 'state', header: texts.state, cell: (machine) => <WarnedMachineState machine={machine} voice={voice} /> },
    {
      id: 'need',
      header: texts.need,
      isLeftOut: ({ needs }) => needs.length === 0,
      cell: ({ needs }) =>
        needs.length > 0 ? <ShortList entries={needs.map((one) => needText(one, words))} isTechnical={false} voice={voice} /> : null,
    },
    {
      id: 'heard',
      header: texts.heard,
      cell: ({ heardAt }) =>
        heardAt === null ? <span className="muted">{texts.never}</span> : <TimeText at={heardAt} now={now} voice={voice} />,
    },
  ];
  return (
    <DataTable
      name="warned-machines"
      caption={texts.machinesCaption}
      columns={columns}
      rows={machines}
      keyOf={({ machineId }) => machineId}
      isBusy={isBusy}
    />
  );
}
