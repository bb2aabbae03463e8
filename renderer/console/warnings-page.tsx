import type { ReactElement } from 'react';
import { FreshnessLine } from '../components/freshness-line.tsx';
import { Loading } from '../components/loading.tsx';
import { Command, Notice } from '../components/notice.tsx';
import { WarningTable } from '../components/warning-table.tsx';
import { ListSection } from './list-section.tsx';
import type { PageProps } from './page-props.ts';
import { freshnessOf } from './resource.ts';
import { newWarningHash, warningHash } from './route.ts';
import { usePageHeading } from './use-page-heading.ts';
import { useWarnings } from './use-warning-lists.ts';

/** All warnings, with the one figure that authorities ask for. */
export function WarningsPage(props: PageProps): ReactElement {
  const { voice } = props;
  const { warnings: texts } = voice.texts;
  const list = useWarnings(props);
  const isReady = list.view.status !== 'loading';
  const heading = usePageHeading(texts.title, isReady);
  if (!isReady) return <Loading voice={voice} />;
  const empty = (
    <Notice tone="calm" icon="info" title={texts.emptyTitle}>
      <p>{texts.emptyText}</p>
      <Command text="wardwatch warnings add --from-text cong-van.txt" />
    </Notice>
  );
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {texts.title}
      </h1>
      <FreshnessLine {...freshnessOf([list.view])} voice={voice} onRetry={list.retry} />
      <ListSection
        title={texts.figure}
        controls={
          <a className="button button-primary" href={newWarningHash}>
            {voice.texts.warningForm.enter}
          </a>
        }
        list={list}
        turnerLabel={texts.ofWarnings}
        voice={voice}
        empty={empty}
      >
        {(rows, isBusy) => <WarningTable warnings={rows} hrefOf={(id) => warningHash(id)} isBusy={isBusy} voice={voice} />}
      </ListSection>
    </>
  );
}
