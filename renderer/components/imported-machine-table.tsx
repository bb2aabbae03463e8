import type { ReactElement } from 'react';
import type { ImportedMachine } from '../../src/contracts/imported-machines.ts';
import { systemName } from '../../src/domain/inventory/system-name.ts';
import type { ImportedVoice } from '../i18n/imported-voice.ts';
import { type Column, DataTable } from './data-table.tsx';
import { TimeText } from './time-text.tsx';

export interface ImportedMachineTableProps {
  readonly machines: readonly ImportedMachine[];
  readonly now: number;
  readonly isBusy: boolean;
  readonly voice: ImportedVoice;
}

export function ImportedMachineTable({ machines, now, isBusy, voice }: ImportedMachineTableProps): ReactElement {
  const { imported: texts } = voice;
  const columns: Column<ImportedMachine>[] = [
    {
      id: 'machine',
      header: texts.machine,
      isRowHeader: true,
      cell: ({ hostname, unitName, hasAgent }) => (
        <>
          <span>{hostname}</span>
          <span className="second-line">{unitName}</span>
          {hasAgent && <span className="second-line">{texts.hasAgent}</span>}
        </>
      ),
    },
    {
      id: 'system',
      header: texts.system,
      cell: (machine) => (
        <>
          <span>{machine.system === null ? texts.unknownSystem : systemName(machine.system)}</span>
          <span className="second-line">{updatesText(machine, voice)}</span>
        </>
      ),
    },
    { id: 'imported', header: texts.importedAt, cell: ({ importedAt }) => <TimeText at={importedAt} now={now} voice={voice} /> },
    {
      id: 'source',
      header: texts.source,
      cell: ({ source, importedBy }) => (
        <>
          <span>{source}</span>
          <span className="second-line">{texts.by(importedBy)}</span>
        </>
      ),
    },
  ];
  return (
    <DataTable
      name="imported-machines"
      caption={texts.caption}
      columns={columns}
      rows={machines}
      keyOf={({ machineId }) => machineId}
      isBusy={isBusy}
    />
  );
}

function updatesText({ updates, areUpdatesComplete }: ImportedMachine, { imported: texts, format }: ImportedVoice): string {
  if (updates === null) return texts.noUpdates;
  return areUpdatesComplete ? texts.updates(format.count(updates)) : texts.partial(format.count(updates));
}
