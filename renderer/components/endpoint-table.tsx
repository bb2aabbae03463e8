import type { ReactElement } from 'react';
import type { Endpoint } from '../../src/contracts/http-api.ts';
import type { Voice } from '../i18n/voice.ts';
import { type Column, DataTable } from './data-table.tsx';
import { EndpointBadges } from './endpoint-badges.tsx';
import { PatchLabel } from './labels.tsx';
import { osText } from './os-text.ts';
import { SeverityCounts } from './severity-counts.tsx';
import { TimeText } from './time-text.tsx';

export interface EndpointTableProps {
  readonly endpoints: readonly Endpoint[];
  /** Where endpoints of several units are shown. */
  readonly namesUnit: boolean;
  readonly hrefOf: (endpointId: string) => string;
  readonly now: number;
  readonly isBusy: boolean;
  readonly voice: Voice;
}

export function EndpointTable(props: EndpointTableProps): ReactElement {
  const { endpoints, isBusy, voice } = props;
  return (
    <DataTable
      name="endpoints"
      caption={voice.texts.endpoints.caption}
      columns={columnsOf(props)}
      rows={endpoints}
      keyOf={({ endpointId }) => endpointId}
      isBusy={isBusy}
    />
  );
}

function columnsOf({ namesUnit, hrefOf, now, voice }: EndpointTableProps): Column<Endpoint>[] {
  const { endpoints: texts } = voice.texts;
  return [
    {
      id: 'hostname',
      header: texts.hostname,
      isRowHeader: true,
      cell: (endpoint) => (
        <>
          <a href={hrefOf(endpoint.endpointId)}>{endpoint.hostname}</a>
          {namesUnit && <span className="second-line">{endpoint.unitName}</span>}
          <EndpointBadges endpoint={endpoint} voice={voice} />
        </>
      ),
    },
    { id: 'os', header: texts.os, cell: (endpoint) => osText(endpoint) },
    {
      id: 'patch',
      header: texts.patchStatus,
      cell: (endpoint) => <PatchLabel patchStatus={endpoint.patchStatus} isSilent={endpoint.isSilent} voice={voice} />,
    },
    {
      id: 'last-seen',
      header: texts.lastSeen,
      cell: ({ lastSeenAt }) =>
        lastSeenAt === null ? <span className="muted">{texts.neverSeen}</span> : <TimeText at={lastSeenAt} now={now} voice={voice} />,
    },
    {
      id: 'open',
      header: texts.openFindings,
      cell: (endpoint) => <OpenFindings endpoint={endpoint} voice={voice} />,
    },
  ];
}

/** An endpoint that never reported does not have none, and one that fell silent had none then: neither is good news. */
function OpenFindings({ endpoint, voice }: { readonly endpoint: Endpoint; readonly voice: Voice }): ReactElement {
  const { lastSeenAt, isSilent, openFindings } = endpoint;
  const hasNone = Object.values(openFindings).every((count) => count === 0);
  if (!hasNone) return <SeverityCounts counts={openFindings} voice={voice} />;
  const { noFindings, lastReported } = voice.texts.endpoints;
  const known = isSilent ? lastReported(noFindings) : noFindings;
  return <span className="muted">{lastSeenAt === null ? voice.words.status('unknown') : known}</span>;
}
