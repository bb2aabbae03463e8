import { type ReactElement, useState } from 'react';
import type { Unit } from '../../src/contracts/http-api.ts';
import { severities } from '../../src/domain/severity.ts';
import type { Voice } from '../i18n/voice.ts';
import { type Column, DataTable } from './data-table.tsx';
import { Icon, type IconName } from './icons.tsx';
import { matchesName, type Total, totalOf, worstFirst } from './unit-order.ts';

export interface UnitTableProps {
  readonly units: readonly Unit[];
  /** Null where all units are chosen. */
  readonly chosenId: string | null;
  readonly hrefOf: (unitId: string | null) => string;
  readonly voice: Voice;
}

interface UnitRow extends Total {
  readonly unitId: string | null;
  readonly name: string;
}

const shownAtFirst = 8;

export function UnitTable({ units, chosenId, hrefOf, voice }: UnitTableProps): ReactElement {
  const { units: texts } = voice.texts;
  const [typed, setTyped] = useState('');
  const [showsAll, setShowsAll] = useState(false);
  const found = worstFirst(units).filter(({ name }) => matchesName(name, typed));
  const shown = found.filter(({ unitId }, at) => showsAll || at < shownAtFirst || unitId === chosenId);
  const all: UnitRow = { unitId: null, name: texts.all, ...totalOf(units) };
  return (
    <>
      {units.length > shownAtFirst && (
        <label className="field field-search">
          <span>{texts.find}</span>
          <input type="search" value={typed} onChange={({ target }) => setTyped(target.value)} />
        </label>
      )}
      <DataTable
        name="units"
        caption={texts.caption}
        columns={columnsOf({ chosenId, hrefOf, voice })}
        rows={units.length > 1 ? [all, ...shown] : shown}
        keyOf={({ unitId }) => unitId ?? 'all'}
        isCurrent={({ unitId }) => unitId === chosenId}
      />
      {found.length === 0 && (
        <p className="table-note" role="status">
          {texts.noneFound(typed)}
        </p>
      )}
      {found.length > shownAtFirst && (
        <button type="button" className="button button-wide" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? texts.showFewer : texts.showAll(voice.format.count(found.length))}
        </button>
      )}
    </>
  );
}

function columnsOf({ chosenId, hrefOf, voice }: Omit<UnitTableProps, 'units'>): Column<UnitRow>[] {
  const { units: texts } = voice.texts;
  const figure = (value: number, icon: IconName, tone: string): ReactElement => (
    <Figure value={value} icon={icon} tone={tone} voice={voice} />
  );
  return [
    {
      id: 'name',
      header: texts.name,
      isRowHeader: true,
      cell: ({ unitId, name }) => (
        <a href={hrefOf(unitId)} aria-current={unitId === chosenId ? 'true' : undefined}>
          {name}
        </a>
      ),
    },
    { id: 'endpoints', header: texts.endpoints, isNumber: true, cell: ({ endpoints }) => voice.format.count(endpoints) },
    {
      id: 'silent',
      header: texts.silent,
      isNumber: true,
      isLeftOut: ({ silent }) => silent === 0,
      cell: ({ silent }) => figure(silent, 'silent', 'status-silent'),
    },
    ...severities.toReversed().map(
      (severity): Column<UnitRow> => ({
        id: severity,
        header: voice.words.severity(severity),
        isNumber: true,
        isLeftOut: ({ openFindings }) => openFindings[severity] === 0,
        cell: ({ openFindings }) => figure(openFindings[severity], severity, `severity-${severity}`),
      }),
    ),
  ];
}

interface FigureProps {
  readonly value: number;
  readonly icon: IconName;
  readonly tone: string;
  readonly voice: Voice;
}

function Figure({ value, icon, tone, voice }: FigureProps): ReactElement {
  if (value === 0) return <span className="muted">0</span>;
  return (
    <span className={`label figure ${tone}`}>
      <Icon name={icon} />
      <span>{voice.format.count(value)}</span>
    </span>
  );
}
