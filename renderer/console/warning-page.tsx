import type { ReactElement } from 'react';
import { mostAttachments } from '../../src/domain/warnings/warning.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { FreshnessLine } from '../components/freshness-line.tsx';
import { Loading } from '../components/loading.tsx';
import { PageSection } from '../components/page-section.tsx';
import { VulnerabilityDataNote } from '../components/vulnerability-data-note.tsx';
import { WarningFacts } from '../components/warning-facts.tsx';
import { WarningTrendTable, WarningUnitTable } from '../components/warning-unit-table.tsx';
import type { Answer, Failure } from './answer.ts';
import { NowherePage } from './nowhere-page.tsx';
import { never, reload } from './page-props.ts';
import { freshnessOf, shownOrNull } from './resource.ts';
import type { MachineFilter } from './route.ts';
import { AttachFile } from './warning-form/attach-file.tsx';
import { WarningActions } from './warning-form/warning-actions.tsx';
import { usePageHeading } from './use-page-heading.ts';
import { useResource } from './use-resource.ts';
import { useNow } from './use-now.ts';
import { useVulnerabilityData, useWarnedMachines } from './use-warning-lists.ts';
import type { WarningPageProps } from './warning-page-props.ts';
import { WarningHead } from './warning-head.tsx';
import { CveRanking } from './warning-rankings.tsx';
import { WarningMachines } from './warning-machines.tsx';

export interface OneWarningProps extends WarningPageProps {
  readonly warningId: string;
  readonly filter: MachineFilter;
}

/** One warning: its figure in all, by unit and by day, and machine by machine. */
export function WarningPage(props: OneWarningProps): ReactElement {
  const { api, voice, rights, onSignedOut, warningId, filter } = props;
  const { warnings: texts } = voice;
  const detail = useResource({ key: warningId, ask: (signal) => api.warning(warningId, signal), clock: api.clock, onSignedOut });
  const machines = useWarnedMachines(props, warningId, filter);
  const data = useVulnerabilityData(props);
  const now = useNow(api.clock);
  const { view } = detail;
  const isReady = [view, machines.view, data.view].every(({ status }) => status !== 'loading');
  const heading = usePageHeading(view.status === 'shown' ? texts.one(view.value.warning.number) : texts.title, isReady);
  const retry = (): void => [detail, machines, data].forEach((one) => one.retry());
  const changed = async (asked: Promise<Answer<unknown>>): Promise<Failure | null> => {
    const answer = await asked;
    if (answer.status === 'failed') return answer.failure;
    detail.retry();
    return null;
  };

  if (!isReady || view.status === 'loading') return <Loading voice={voice} />;
  if (view.status === 'failed') {
    if (view.failure.kind === 'refused' && view.failure.code === 'NOT_FOUND') return <NowherePage voice={voice} text={texts.nowhere} />;
    return <FailureNotice failure={view.failure} voice={voice} onRetry={retry} onReload={reload} />;
  }
  const { value } = view;
  const filesAt = `/api/v1/warnings/${encodeURIComponent(warningId)}`;
  return (
    <>
      <WarningHead warning={value.warning} headingRef={heading} voice={voice} />
      {rights.canEditWarnings && (
        <WarningActions warning={value.warning} onState={(state) => changed(api.setWarningState(warningId, state, never))} voice={voice} />
      )}
      <FreshnessLine {...freshnessOf([view, machines.view, data.view])} voice={voice} onRetry={retry} />
      <VulnerabilityDataNote known={shownOrNull(data.view)} now={now} voice={voice} />
      <PageSection title={texts.about} controls={<a href={`${filesAt}/export?format=xlsx&language=${voice.language}`}>{texts.export}</a>}>
        <WarningFacts detail={value} hrefOf={(digest) => `${filesAt}/attachments/${digest}`} voice={voice} />
        {rights.canEditWarnings && value.attachments.length < mostAttachments && (
          <details className="attach-more">
            <summary>{voice.warningForm.attach}</summary>
            <AttachFile onAttach={(file) => changed(api.attachFile(warningId, file, never))} voice={voice} />
          </details>
        )}
      </PageSection>
      <CveRanking ranking={value.ranking} voice={voice} />
      {value.units.length > 0 && (
        <PageSection title={texts.units}>
          <WarningUnitTable units={value.units} voice={voice} />
        </PageSection>
      )}
      {value.trend.length > 1 && (
        <PageSection title={texts.trend}>
          <WarningTrendTable trend={value.trend} voice={voice} />
        </PageSection>
      )}
      <WarningMachines list={machines} warningId={warningId} filter={filter} now={now} voice={voice} />
    </>
  );
}
