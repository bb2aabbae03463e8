import { type ReactElement, type ReactNode, useState } from 'react';
import type { RankReason } from '../../src/domain/warnings/ranking.ts';
import { type Urgency, urgencyTexts, warningWords } from '../../src/domain/words/warning-words.ts';
import type { WarningVoice } from '../i18n/warning-voice.ts';
import { type Column, DataTable } from './data-table.tsx';
import { MachineStateLabel } from './machine-state-label.tsx';

/** Something to fix, in its place. */
export interface RankedRow extends Urgency {
  readonly key: string;
  readonly place: number;
  readonly name: ReactNode;
  readonly secondLine: string;
  /** Null where machines were not counted for it. */
  readonly machines: { readonly missing: number; readonly unknown: number } | null;
  readonly aheadBy: RankReason | null;
}

export interface RankingTableProps {
  readonly caption: string;
  readonly header: string;
  readonly rows: readonly RankedRow[];
  readonly voice: WarningVoice;
}

const shownAtFirst = 10;

/** What to fix first, each place with the reason why it goes before the next. */
export function RankingTable({ caption, header, rows, voice }: RankingTableProps): ReactElement {
  const { warnings: texts, texts: common } = voice;
  const [showsAll, setShowsAll] = useState(false);
  const words = warningWords(voice.language);
  const columns: Column<RankedRow>[] = [
    {
      id: 'thing',
      header,
      isRowHeader: true,
      cell: ({ place, name, secondLine }) => (
        <>
          <span className="ranking-place">{voice.format.count(place)}.</span> {name}
          <span className="second-line">{secondLine}</span>
        </>
      ),
    },
    { id: 'machines', header: texts.open, cell: ({ machines }) => <Machines machines={machines} voice={voice} /> },
    {
      id: 'grounds',
      header: texts.grounds,
      cell: (row) => (
        <ul className="short-list">
          {urgencyTexts(row, voice.language).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ),
    },
    {
      id: 'reason',
      header: texts.aheadBecause,
      isLeftOut: ({ aheadBy }) => aheadBy === null,
      cell: ({ aheadBy }) => (aheadBy === null ? null : <span>{words.aheadBy[aheadBy]}</span>),
    },
  ];
  return (
    <>
      <DataTable
        name="ranking"
        caption={caption}
        columns={columns}
        rows={showsAll ? rows : rows.slice(0, shownAtFirst)}
        keyOf={({ key }) => key}
      />
      {rows.length > shownAtFirst && (
        <button type="button" className="button button-wide" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? common.units.showFewer : texts.showAllRanked(voice.format.count(rows.length))}
        </button>
      )}
    </>
  );
}

function Machines({ machines, voice }: { readonly machines: RankedRow['machines']; readonly voice: WarningVoice }): ReactElement {
  const { warnings: texts } = voice;
  const words = warningWords(voice.language);
  if (machines === null) return <span className="muted">{texts.machinesNotCounted}</span>;
  const { missing, unknown } = machines;
  if (missing === 0 && unknown === 0) return <span className="muted">{texts.nothingOpen}</span>;
  return (
    <ul className="severity-counts">
      {missing > 0 && (
        <li>
          <MachineStateLabel state="missing" count={missing} word={words.lacking} voice={voice} />
        </li>
      )}
      {unknown > 0 && (
        <li>
          <MachineStateLabel state="unknown" count={unknown} word={words.doubtful} voice={voice} />
        </li>
      )}
    </ul>
  );
}
