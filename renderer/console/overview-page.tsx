import type { ReactElement } from 'react';
import { EndpointTable } from '../components/endpoint-table.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { FindingTable } from '../components/finding-table.tsx';
import { FreshnessLine } from '../components/freshness-line.tsx';
import { Loading } from '../components/loading.tsx';
import { PageSection } from '../components/page-section.tsx';
import { UnitTable } from '../components/unit-table.tsx';
import { EnrolHelp } from './enrol-help.tsx';
import { FindingSection } from './finding-section.tsx';
import { ListSection } from './list-section.tsx';
import { NowherePage } from './nowhere-page.tsx';
import { OverviewSentence } from './overview-sentence.tsx';
import { type PageProps, reload } from './page-props.ts';
import { freshnessOf } from './resource.ts';
import { endpointHash, type FindingFilter, importedMachinesHash, overviewHash } from './route.ts';
import { useEndpoints, useFindings } from './use-lists.ts';
import { useNow } from './use-now.ts';
import { usePageHeading } from './use-page-heading.ts';
import { useResource } from './use-resource.ts';

export interface OverviewPageProps extends PageProps {
  /** Null for all units. */
  readonly unitId: string | null;
  readonly filter: FindingFilter;
}

export function OverviewPage(props: OverviewPageProps): ReactElement {
  const { api, voice, onSignedOut, unitId, filter } = props;
  const { texts } = voice;
  const now = useNow(api.clock);
  const scope = { unitId: unitId ?? undefined };
  const units = useResource({ key: 'units', ask: api.units, clock: api.clock, onSignedOut });
  const endpoints = useEndpoints(props, scope.unitId);
  const findings = useFindings(props, scope, filter);

  const views = [units.view, endpoints.view, findings.view];
  const isReady = views.every(({ status }) => status !== 'loading');
  const heading = usePageHeading(texts.title.overview, isReady);
  const retry = (): void => [units, endpoints, findings].forEach((resource) => resource.retry());
  if (!isReady) return <Loading voice={voice} />;
  if (units.view.status === 'failed') return <FailureNotice failure={units.view.failure} voice={voice} onRetry={retry} onReload={reload} />;
  if (units.view.status === 'loading') return <Loading voice={voice} />;

  const { items } = units.view.value;
  const chosen = items.find((unit) => unit.unitId === unitId);
  if (unitId !== null && !chosen) return <NowherePage voice={voice} />;
  const shared = { now, voice, namesUnit: !chosen && items.length > 1, hrefOf: (endpointId: string) => endpointHash(endpointId) };
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="lead">
        <OverviewSentence units={items} chosen={chosen} voice={voice} />
      </h1>
      <FreshnessLine {...freshnessOf(views)} voice={voice} onRetry={retry} />
      <PageSection title={texts.units.title}>
        {items.length > 0 ? (
          <UnitTable units={items} chosenId={items.length > 1 ? unitId : null} hrefOf={(id) => overviewHash(id, filter)} voice={voice} />
        ) : (
          <EnrolHelp title={texts.units.emptyTitle} text={texts.units.emptyText} unitName={null} voice={voice} />
        )}
      </PageSection>
      {items.length > 0 && (
        <>
          <ListSection
            title={chosen ? texts.endpoints.ofUnit(chosen.name) : texts.endpoints.title}
            controls={<a href={importedMachinesHash}>{texts.endpoints.withoutAgent}</a>}
            list={endpoints}
            turnerLabel={texts.paging.ofEndpoints}
            voice={voice}
            empty={
              <EnrolHelp
                title={texts.endpoints.emptyTitle}
                text={texts.endpoints.emptyText}
                unitName={chosen?.name ?? null}
                voice={voice}
              />
            }
          >
            {(rows, isBusy) => <EndpointTable {...shared} endpoints={rows} isBusy={isBusy} />}
          </ListSection>
          <FindingSection
            title={chosen ? texts.findings.ofUnit(chosen.name) : texts.findings.title}
            list={findings}
            filter={filter}
            hrefOf={(wanted) => overviewHash(unitId, wanted)}
            emptyText={texts.findings.emptyText}
            voice={voice}
          >
            {(rows, isBusy) => <FindingTable {...shared} findings={rows} isBusy={isBusy} />}
          </FindingSection>
        </>
      )}
    </>
  );
}
