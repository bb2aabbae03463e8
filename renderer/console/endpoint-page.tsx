import type { ReactElement } from 'react';
import { FailureNotice } from '../components/failure-notice.tsx';
import { FindingCards } from '../components/finding-cards.tsx';
import { FreshnessLine } from '../components/freshness-line.tsx';
import { Loading } from '../components/loading.tsx';
import { EndpointActions } from './endpoint-actions.tsx';
import { EndpointHead } from './endpoint-head.tsx';
import { EndpointReport } from './endpoint-report.tsx';
import { FindingSection } from './finding-section.tsx';
import { NowherePage } from './nowhere-page.tsx';
import { type PageProps, reload } from './page-props.ts';
import { freshnessOf } from './resource.ts';
import { endpointHash, type FindingFilter } from './route.ts';
import { useFindings } from './use-lists.ts';
import { useNow } from './use-now.ts';
import { usePageHeading } from './use-page-heading.ts';
import { useResource } from './use-resource.ts';

export interface EndpointPageProps extends PageProps {
  readonly endpointId: string;
  readonly filter: FindingFilter;
}

export function EndpointPage(props: EndpointPageProps): ReactElement {
  const { api, voice, rights, onSignedOut, endpointId, filter } = props;
  const now = useNow(api.clock);
  const { view, retry: retryDetail } = useResource({
    key: endpointId,
    ask: (signal) => api.endpoint(endpointId, signal),
    clock: api.clock,
    onSignedOut,
  });
  const findings = useFindings(props, { endpointId }, filter);
  const isReady = [view, findings.view].every(({ status }) => status !== 'loading');
  const hostname = view.status === 'shown' ? view.value.endpoint.hostname : '…';
  const heading = usePageHeading(voice.texts.title.endpoint(hostname), isReady);
  const retry = (): void => [retryDetail, findings.retry].forEach((again) => again());

  if (!isReady || view.status === 'loading') return <Loading voice={voice} />;
  if (view.status === 'failed') {
    if (view.failure.kind === 'refused' && view.failure.code === 'ENDPOINT_UNKNOWN')
      return <NowherePage voice={voice} text={voice.texts.failure.noEndpoint} />;
    return <FailureNotice failure={view.failure} voice={voice} onRetry={retry} onReload={reload} />;
  }
  return (
    <>
      <EndpointHead endpoint={view.value.endpoint} headingRef={heading} now={now} voice={voice} />
      {rights.canChangeEndpoints && (
        <EndpointActions endpoint={view.value.endpoint} requests={api.requests} voice={voice} onChanged={retryDetail} />
      )}
      <FreshnessLine {...freshnessOf([view, findings.view])} voice={voice} onRetry={retry} />
      <EndpointReport detail={view.value} now={now} voice={voice} />
      <FindingSection
        title={voice.texts.findings.title}
        list={findings}
        filter={filter}
        hrefOf={(wanted) => endpointHash(endpointId, wanted)}
        emptyText={voice.texts.findings.emptyHere}
        voice={voice}
      >
        {(items, isBusy) => <FindingCards findings={items} now={now} isBusy={isBusy} voice={voice} />}
      </FindingSection>
    </>
  );
}
