import { type ReactElement, useState } from 'react';
import type { z } from 'zod';
import type { updatesSection } from '../../../src/contracts/summary.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Icon } from '../../components/icons.tsx';
import type { TrayVoice } from '../tray-voice.ts';

type Pending = NonNullable<z.infer<typeof updatesSection>['pending']>;

export interface PendingTableProps {
  readonly pending: Pending;
  readonly voice: TrayVoice;
}

const shownAtFirst = 15;

export function PendingTable({ pending, voice }: PendingTableProps): ReactElement {
  const { patches: texts } = voice.views;
  const [isWhole, setWhole] = useState(false);
  const sorted = pending.toSorted((a, b) => Number(b.isSecurity) - Number(a.isSecurity) || (a.name < b.name ? -1 : 1));
  return (
    <>
      <DataTable
        name="pending"
        caption={texts.pendingCaption}
        rows={isWhole ? sorted : sorted.slice(0, shownAtFirst)}
        keyOf={({ name, installed, candidate }) => `${name} ${installed} ${candidate}`}
        columns={[
          { id: 'item', header: texts.name, isRowHeader: true, cell: ({ name }) => name },
          { id: 'from', header: texts.from, cell: ({ installed }) => <code>{installed}</code> },
          { id: 'to', header: texts.to, cell: ({ candidate }) => <code>{candidate}</code> },
          {
            id: 'kind',
            header: texts.kind,
            cell: ({ isSecurity }) =>
              isSecurity ? (
                <span className="label severity-high">
                  <Icon name="high" />
                  <span>{texts.security}</span>
                </span>
              ) : (
                texts.other
              ),
          },
        ]}
      />
      {!isWhole && sorted.length > shownAtFirst && (
        <button type="button" className="button button-wide" onClick={() => setWhole(true)}>
          {texts.more(voice.format.quantity(sorted.length))}
        </button>
      )}
    </>
  );
}
