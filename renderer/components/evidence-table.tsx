import type { ReactElement } from 'react';
import type { Evidence, RuleId } from '../../src/domain/finding.ts';
import type { Voice } from '../i18n/voice.ts';
import { type Column, DataTable } from './data-table.tsx';
import { type AttributeValue, attributeName, attributeTexts, type EvidenceRow, evidenceRows } from './evidence-rows.ts';
import { ShortList } from './short-list.tsx';

export interface EvidenceTableProps {
  readonly rule: RuleId;
  readonly evidence: Evidence;
  readonly voice: Voice;
}

/** What a finding rests on: what was, what is, and what of it differs. */
export function EvidenceTable({ rule, evidence, voice }: EvidenceTableProps): ReactElement {
  const { detail } = voice.texts;
  const { differing, same } = evidenceRows(evidence);
  const { flood } = evidence;
  const caption = detail.evidence(voice.words.findingTitle(rule, evidence));
  const table = (rows: readonly EvidenceRow[]): ReactElement => (
    <DataTable name="evidence" caption={caption} columns={columnsOf(evidence, voice)} rows={rows} keyOf={({ name }) => name} />
  );
  if (flood)
    return (
      <div className="evidence">
        <p>{detail.flood(voice.format.quantity(flood.count), voice.format.quantity(flood.joined))}</p>
        {flood.examples.length > 0 && <ShortList entries={flood.examples} isTechnical voice={voice} />}
      </div>
    );
  return (
    <div className="evidence">
      {rule.endsWith('.added') && <p className="muted">{detail.notBefore}</p>}
      {rule.endsWith('.removed') && <p className="muted">{detail.noLonger}</p>}
      {differing.length > 0 && table(differing)}
      {differing.length + same.length === 0 && <p className="muted">{detail.noEvidence}</p>}
      {same.length > 0 && (
        <details>
          <summary>{detail.unchanged(voice.format.quantity(same.length))}</summary>
          {table(same)}
        </details>
      )}
    </div>
  );
}

function columnsOf({ before, after }: Evidence, voice: Voice): Column<EvidenceRow>[] {
  const { detail } = voice.texts;
  const side = (id: 'before' | 'after', header: string): Column<EvidenceRow> => ({
    id,
    header,
    cell: ({ name, [id]: value }) => <Value name={name} value={value} voice={voice} />,
  });
  return [
    { id: 'attribute', header: detail.attribute, isRowHeader: true, cell: ({ name }) => attributeName(name, voice) },
    ...(before ? [side('before', detail.before)] : []),
    ...(after ? [side('after', before ? detail.after : detail.now)] : []),
  ];
}

interface ValueProps {
  readonly name: string;
  readonly value: AttributeValue | undefined;
  readonly voice: Voice;
}

function Value({ name, value, voice }: ValueProps): ReactElement {
  const texts = value === undefined ? [] : attributeTexts(name, value, voice);
  if (texts.length === 0) return <span className="muted">{voice.texts.detail.absent}</span>;
  const isTechnical = name === 'digest' || name === 'files' || name === 'linkTarget' || name === 'mode';
  return <ShortList entries={texts} isTechnical={isTechnical} voice={voice} />;
}
