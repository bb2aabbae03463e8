import type { ReactElement } from 'react';
import type { Coverage } from '../../src/domain/coverage.ts';
import { unreadWord } from '../i18n/unread-words.ts';
import type { Voice } from '../i18n/voice.ts';
import { type Column, DataTable } from './data-table.tsx';
import { Icon } from './icons.tsx';
import { notFullyRead, unreadPlaces } from './unread-places.ts';

export interface CoverageTableProps {
  readonly coverage: readonly Coverage[];
  readonly voice: Voice;
}

/** What could not be read and why; it says so when that is nothing. */
export function CoverageTable({ coverage, voice }: CoverageTableProps): ReactElement {
  const { detail } = voice.texts;
  const rows = notFullyRead(coverage);
  if (rows.length === 0) return <p className="table-note">{detail.allRead}</p>;
  return (
    <DataTable
      name="coverage"
      caption={detail.coverageCaption}
      columns={columnsOf(voice)}
      rows={rows}
      keyOf={({ scannerId }) => scannerId}
    />
  );
}

function columnsOf(voice: Voice): Column<Coverage>[] {
  const { detail } = voice.texts;
  const outcome = { ok: detail.partly, failed: detail.failed, skipped: detail.skipped } as const;
  return [
    {
      id: 'result',
      header: detail.result,
      cell: ({ status }) => (
        <span className="label status-unknown">
          <Icon name="unknown" />
          <span>{outcome[status]}</span>
        </span>
      ),
    },
    { id: 'check', header: detail.check, isRowHeader: true, cell: ({ scannerId }) => voice.words.scanner(scannerId) },
    { id: 'reason', header: detail.place, cell: (row) => <Places coverage={row} voice={voice} /> },
  ];
}

function Places({ coverage, voice }: { readonly coverage: Coverage; readonly voice: Voice }): ReactElement | null {
  const places = unreadPlaces(coverage);
  if (places.length === 0) return null;
  return (
    <>
      <ul className="short-list">
        {places.map(({ place, code }) => (
          <li key={`${place} ${code}`}>
            {place !== null && <code>{place}</code>} <span>{unreadWord(voice.language, code)}</span>
          </li>
        ))}
      </ul>
      {coverage.status === 'failed' && <code className="second-line">{coverage.reason}</code>}
    </>
  );
}
