import type { ReactElement, ReactNode } from 'react';
import { FailureNotice } from '../components/failure-notice.tsx';
import { PageSection } from '../components/page-section.tsx';
import { PageTurner } from '../components/page-turner.tsx';
import type { Voice } from '../i18n/voice.ts';
import { reload } from './page-props.ts';
import type { Paged } from './use-lists.ts';

interface ListOf<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

export interface ListSectionProps<Item> {
  readonly title: string;
  readonly controls?: ReactNode;
  readonly list: Paged<ListOf<Item>>;
  readonly turnerLabel: string;
  readonly voice: Voice;
  /** What stands in the place of no items. */
  readonly empty: ReactNode;
  readonly children: (items: readonly Item[], isBusy: boolean) => ReactNode;
}

/** A list that is read by cursor: its items, none, or why it could not be loaded. */
export function ListSection<Item>({
  title,
  controls,
  list: { view, pages, retry },
  turnerLabel,
  voice,
  empty,
  children,
}: ListSectionProps<Item>): ReactElement {
  return (
    <PageSection title={title} controls={controls}>
      {view.status === 'failed' && <FailureNotice failure={view.failure} voice={voice} onRetry={retry} onReload={reload} />}
      {view.status === 'shown' && (view.value.items.length > 0 ? children(view.value.items, view.isChanging) : empty)}
      {view.status === 'shown' && (
        <PageTurner
          label={turnerLabel}
          page={pages.page}
          onPrevious={pages.onPrevious}
          onNext={pages.onNextTo(view.value.nextCursor)}
          voice={voice}
        />
      )}
    </PageSection>
  );
}
