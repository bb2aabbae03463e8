import type { ReactElement } from 'react';
import type { ExposedItem, ExposedItems } from '../../../src/contracts/local-views.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Notice } from '../../components/notice.tsx';
import { ShortList } from '../../components/short-list.tsx';
import type { TrayVoice } from '../tray-voice.ts';

export interface ExposedTableProps {
  readonly exposed: ExposedItems;
  readonly now: number;
  readonly voice: TrayVoice;
}

/** A verdict is as good as its data: how new that is stands below. */
export function ExposedTable({ exposed: { items, itemCount, dataReadAt }, now, voice }: ExposedTableProps): ReactElement {
  const { patches: texts } = voice.views;
  if (dataReadAt === null) return <Notice tone="caution" icon="unknown" title={texts.exposedNoData} />;
  return (
    <>
      {items.length === 0 ? (
        <p>{texts.exposedNone}</p>
      ) : (
        <DataTable
          name="exposed"
          caption={texts.exposedCaption}
          rows={items}
          keyOf={({ item, installed }) => `${item} ${installed ?? ''}`}
          columns={columnsOf(voice)}
        />
      )}
      {itemCount > items.length && <p className="muted">{texts.moreItems(voice.format.quantity(itemCount - items.length))}</p>}
      <p className="table-note muted">{voice.tray.exposure.dataOf(voice.format.instant(dataReadAt), voice.format.ago(dataReadAt, now))}</p>
    </>
  );
}

function columnsOf(voice: TrayVoice): Column<ExposedItem>[] {
  const { patches: texts } = voice.views;
  return [
    {
      id: 'item',
      header: texts.item,
      isRowHeader: true,
      cell: ({ item, installed }) => (
        <>
          {item} {installed !== null && <code className="second-line">{installed}</code>}
        </>
      ),
    },
    {
      id: 'fix',
      header: texts.fix,
      cell: ({ fixes, isEndOfLife }) => {
        if (fixes.length > 0) return <ShortList entries={fixes} isTechnical isFlowing voice={voice} />;
        return isEndOfLife ? texts.endOfLife : texts.noFix;
      },
    },
    {
      id: 'cves',
      header: texts.cves,
      cell: ({ cves, cveCount }) => (
        <>
          <ShortList entries={cves} isTechnical={false} isFlowing voice={voice} />
          {cveCount > cves.length && <span className="second-line">{texts.moreCves(voice.format.quantity(cveCount - cves.length))}</span>}
        </>
      ),
    },
    {
      id: 'warning',
      header: texts.warning,
      cell: ({ warnings }) =>
        warnings.length === 0 ? (
          <span className="muted">{texts.noWarning}</span>
        ) : (
          <ShortList entries={warnings} isTechnical={false} voice={voice} />
        ),
    },
  ];
}
