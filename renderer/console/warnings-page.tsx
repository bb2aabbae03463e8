import type { ReactElement } from 'react';
import { FailureNotice } from '../components/failure-notice.tsx';
import { FreshnessLine } from '../components/freshness-line.tsx';
import { Loading } from '../components/loading.tsx';
import { Command, Notice } from '../components/notice.tsx';
import { VulnerabilityDataNote } from '../components/vulnerability-data-note.tsx';
import { WarningTable } from '../components/warning-table.tsx';
import { ListSection } from './list-section.tsx';
import { reload } from './page-props.ts';
import { freshnessOf, shownOrNull } from './resource.ts';
import { newWarningHash, warningHash } from './route.ts';
import { usePageHeading } from './use-page-heading.ts';
import { WarningRanking } from './warning-rankings.tsx';
import type { WarningPageProps } from './warning-page-props.ts';
import { useNow } from './use-now.ts';
import { useRanking, useVulnerabilityData, useWarnings } from './use-warning-lists.ts';

/** All warnings, with the one figure that authorities ask for. */
export function WarningsPage(props: WarningPageProps): ReactElement {
  const { voice, rights } = props;
  const { warnings: texts } = voice;
  const list = useWarnings(props);
  const now = useNow(props.api.clock);
  const data = useVulnerabilityData(props);
  const ranking = useRanking(props);
  const views = [list.view, data.view, ranking.view];
  const isReady = views.every(({ status }) => status !== 'loading');
  const heading = usePageHeading(texts.title, isReady);
  const retry = (): void => [list, data, ranking].forEach((one) => one.retry());
  if (!isReady) return <Loading voice={voice} />;
  const empty = (
    <Notice tone="calm" icon="info" title={texts.emptyTitle}>
      <p>{texts.emptyText}</p>
      {rights.canEditWarnings && <Command text="wardwatch warnings add --from-text cong-van.txt" />}
    </Notice>
  );
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {texts.title}
      </h1>
      <FreshnessLine {...freshnessOf(views)} voice={voice} onRetry={retry} />
      <VulnerabilityDataNote known={shownOrNull(data.view)} now={now} voice={voice} />
      <ListSection
        title={texts.all}
        controls={
          rights.canEditWarnings && (
            <a className="button button-primary" href={newWarningHash}>
              {voice.warningForm.enter}
            </a>
          )
        }
        list={list}
        turnerLabel={texts.ofWarnings}
        voice={voice}
        empty={empty}
      >
        {(rows, isBusy) => <WarningTable warnings={rows} hrefOf={(id) => warningHash(id)} isBusy={isBusy} voice={voice} />}
      </ListSection>
      {ranking.view.status === 'failed' && (
        <FailureNotice failure={ranking.view.failure} voice={voice} onRetry={ranking.retry} onReload={reload} />
      )}
      <WarningRanking ranking={shownOrNull(ranking.view)?.items ?? []} voice={voice} />
    </>
  );
}
