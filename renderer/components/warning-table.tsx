import type { ReactElement } from 'react';
import type { Warning } from '../../src/contracts/warnings.ts';
import type { WarningVoice } from '../i18n/warning-voice.ts';
import { type Column, DataTable } from './data-table.tsx';
import { Badge } from './labels.tsx';
import { OpenMachines, RemediatedOfTotal } from './open-machines.tsx';

export interface WarningTableProps {
  readonly warnings: readonly Warning[];
  readonly hrefOf: (warningId: string) => string;
  readonly isBusy: boolean;
  readonly voice: WarningVoice;
}

export function WarningTable({ warnings, hrefOf, isBusy, voice }: WarningTableProps): ReactElement {
  const { warnings: texts } = voice;
  const columns: Column<Warning>[] = [
    {
      id: 'number',
      header: texts.number,
      isRowHeader: true,
      cell: ({ warningId, number, title }) => (
        <>
          <a href={hrefOf(warningId)}>{number}</a>
          <span className="second-line">{title}</span>
        </>
      ),
    },
    { id: 'figure', header: texts.figure, cell: ({ figures }) => <RemediatedOfTotal figures={figures} voice={voice} /> },
    { id: 'open', header: texts.open, cell: ({ figures }) => <OpenMachines figures={figures} voice={voice} /> },
    { id: 'deadline', header: texts.deadline, cell: (warning) => <Deadline warning={warning} voice={voice} /> },
  ];
  return (
    <DataTable
      name="warnings"
      caption={texts.caption}
      columns={columns}
      rows={warnings}
      keyOf={({ warningId }) => warningId}
      isBusy={isBusy}
    />
  );
}

/** Until when, and what is out of the ordinary about it. */
export function Deadline({ warning, voice }: { readonly warning: Warning; readonly voice: WarningVoice }): ReactElement {
  const { warnings: texts } = voice;
  return (
    <>
      {warning.deadline === null ? <span className="muted">{texts.noDeadline}</span> : <span>{voice.format.day(warning.deadline)}</span>}
      {(warning.isOverdue || warning.state === 'closed') && (
        <span className="badges">
          {warning.isOverdue && (
            <Badge icon="clock" tone="caution">
              {texts.overdue}
            </Badge>
          )}
          {warning.state === 'closed' && <span className="muted">{texts.closed}</span>}
        </span>
      )}
    </>
  );
}
