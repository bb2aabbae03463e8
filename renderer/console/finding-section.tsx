import type { ReactElement, ReactNode } from 'react';
import type { ReportedFinding } from '../../src/contracts/http-api.ts';
import { FindingFilterBar } from '../components/finding-filter.tsx';
import { Notice } from '../components/notice.tsx';
import type { Voice } from '../i18n/voice.ts';
import { ListSection } from './list-section.tsx';
import { type FindingFilter, readFilter } from './route.ts';
import type { Paged } from './use-lists.ts';
import { goTo } from './use-route.ts';

export interface FindingSectionProps {
  readonly title: string;
  readonly list: Paged<{ items: ReportedFinding[]; nextCursor: string | null }>;
  readonly filter: FindingFilter;
  readonly hrefOf: (filter: FindingFilter) => string;
  /** What an empty list does not say. */
  readonly emptyText: string;
  readonly voice: Voice;
  readonly children: (findings: readonly ReportedFinding[], isBusy: boolean) => ReactNode;
}

const everything: FindingFilter = { state: 'any', severity: 'any' };

export function FindingSection({ title, list, filter, hrefOf, emptyText, voice, children }: FindingSectionProps): ReactElement {
  const { findings: texts, paging } = voice.texts;
  const isEverything = filter.state === 'any' && filter.severity === 'any';
  const empty = (
    <Notice
      tone="calm"
      icon="info"
      title={texts.emptyTitle}
      action={isEverything ? undefined : <a href={hrefOf(everything)}>{texts.showAll}</a>}
    >
      <p>{emptyText}</p>
    </Notice>
  );
  return (
    <ListSection
      title={title}
      controls={<FindingFilterBar {...filter} onChange={(chosen) => goTo(hrefOf(readFilter(chosen)))} voice={voice} />}
      list={list}
      turnerLabel={paging.ofFindings}
      voice={voice}
      empty={empty}
    >
      {children}
    </ListSection>
  );
}
