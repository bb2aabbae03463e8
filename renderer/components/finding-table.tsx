import type { ReactElement } from 'react';
import type { ReportedFinding } from '../../src/contracts/http-api.ts';
import type { Voice } from '../i18n/voice.ts';
import { type Column, DataTable } from './data-table.tsx';
import { SeverityLabel, StateLabel } from './labels.tsx';
import { TechniqueLink } from './technique-link.tsx';
import { TimeText } from './time-text.tsx';

export interface FindingTableProps {
  readonly findings: readonly ReportedFinding[];
  /** Where findings of several units are shown. */
  readonly namesUnit: boolean;
  readonly hrefOf: (endpointId: string) => string;
  readonly now: number;
  readonly isBusy: boolean;
  readonly voice: Voice;
}

export function FindingTable(props: FindingTableProps): ReactElement {
  const { findings, isBusy, voice } = props;
  return (
    <DataTable
      name="findings"
      caption={voice.texts.findings.caption}
      columns={columnsOf(props)}
      rows={findings}
      keyOf={({ endpointId, fingerprint }) => `${endpointId} ${fingerprint}`}
      isBusy={isBusy}
    />
  );
}

function columnsOf({ namesUnit, hrefOf, now, voice }: FindingTableProps): Column<ReportedFinding>[] {
  const { findings: texts } = voice.texts;
  return [
    { id: 'severity', header: texts.severity, cell: ({ severity }) => <SeverityLabel severity={severity} voice={voice} /> },
    {
      id: 'finding',
      header: texts.finding,
      isRowHeader: true,
      cell: ({ rule, evidence, technique }) => (
        <>
          <span className="finding-title">{voice.words.findingTitle(rule, evidence)}</span>
          {technique !== undefined && (
            <span className="second-line">
              <TechniqueLink technique={technique} voice={voice} />
            </span>
          )}
        </>
      ),
    },
    {
      id: 'endpoint',
      header: texts.endpoint,
      cell: ({ endpointId, hostname, unitName }) => (
        <>
          <a href={hrefOf(endpointId)}>{hostname}</a>
          {namesUnit && <span className="second-line">{unitName}</span>}
        </>
      ),
    },
    { id: 'first-seen', header: texts.firstSeen, cell: ({ firstSeenAt }) => <TimeText at={firstSeenAt} now={now} voice={voice} /> },
    { id: 'state', header: texts.state, cell: ({ state }) => <StateLabel state={state} voice={voice} /> },
  ];
}
