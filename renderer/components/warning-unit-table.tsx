import type { ReactElement } from 'react';
import type { DayFigures, UnitFigures } from '../../src/contracts/warnings.ts';
import type { WarningVoice } from '../i18n/warning-voice.ts';
import { DataTable } from './data-table.tsx';
import { OpenMachines, RemediatedOfTotal } from './open-machines.tsx';

export function WarningUnitTable({ units, voice }: { readonly units: readonly UnitFigures[]; readonly voice: WarningVoice }): ReactElement {
  const { warnings: texts } = voice;
  return (
    <DataTable
      name="warning-units"
      caption={texts.unitsCaption}
      columns={[
        { id: 'name', header: texts.unit, isRowHeader: true, cell: ({ unitName }) => unitName },
        { id: 'figure', header: texts.figure, cell: ({ figures }) => <RemediatedOfTotal figures={figures} voice={voice} /> },
        { id: 'open', header: texts.open, cell: ({ figures }) => <OpenMachines figures={figures} voice={voice} /> },
      ]}
      rows={units}
      keyOf={({ unitId }) => unitId}
    />
  );
}

const mostDays = 10;

/** The latest days on which something changed, the latest first. */
export function WarningTrendTable({ trend, voice }: { readonly trend: readonly DayFigures[]; readonly voice: WarningVoice }): ReactElement {
  const { warnings: texts } = voice;
  return (
    <DataTable
      name="warning-trend"
      caption={texts.trendCaption}
      columns={[
        { id: 'day', header: texts.day, isRowHeader: true, cell: ({ day }) => voice.format.day(day) },
        { id: 'figure', header: texts.figure, cell: ({ figures }) => <RemediatedOfTotal figures={figures} voice={voice} /> },
        { id: 'open', header: texts.open, cell: ({ figures }) => <OpenMachines figures={figures} voice={voice} /> },
      ]}
      rows={trend.slice(-mostDays).toReversed()}
      keyOf={({ day }) => day}
    />
  );
}
