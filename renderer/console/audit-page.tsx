import type { ReactElement } from 'react';
import type { z } from 'zod';
import { type auditEntry, auditPage } from '../../src/contracts/access-answers.ts';
import { roles } from '../../src/domain/access/roles.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { FreshnessLine } from '../components/freshness-line.tsx';
import { Loading } from '../components/loading.tsx';
import { Command } from '../components/notice.tsx';
import { auditTexts } from '../i18n/audit-texts.ts';
import { roleNames } from '../i18n/role-names.ts';
import { ListSection } from './list-section.tsx';
import type { PageProps } from './page-props.ts';
import { queryOf } from './requests.ts';
import { freshnessOf } from './resource.ts';
import { usePaged } from './use-lists.ts';
import { usePageHeading } from './use-page-heading.ts';

type Entry = z.infer<typeof auditEntry>;

const perPage = 50;

/** Who did and saw what. Names of actions are those of the log itself, as exports and commands tell them. */
export function AuditPage(props: PageProps): ReactElement {
  const { api, voice } = props;
  const texts = auditTexts[voice.language];
  const list = usePaged(props, {
    list: 'audit',
    ask: (cursor, signal) => api.requests.get(auditPage, `/audit${queryOf({ cursor, limit: perPage })}`, signal),
  });
  const heading = usePageHeading(texts.title, list.view.status !== 'loading');
  if (list.view.status === 'loading') return <Loading voice={voice} />;
  const roleOf = (role: string | null): string | null => {
    const known = roles.find((one) => one === role);
    return known === undefined ? role : roleNames[voice.language][known];
  };
  const columns: readonly Column<Entry>[] = [
    { id: 'at', header: texts.at, isRowHeader: true, cell: ({ at }) => <time dateTime={at}>{voice.format.instant(at)}</time> },
    {
      id: 'who',
      header: texts.who,
      cell: ({ who, role }) => (
        <>
          {who}
          {role !== null && <span className="second-line">{roleOf(role)}</span>}
        </>
      ),
    },
    { id: 'action', header: texts.action, cell: ({ action }) => <code>{action}</code> },
    { id: 'target', header: texts.target, isLeftOut: ({ target }) => target === null, cell: ({ target }) => target ?? texts.none },
    { id: 'outcome', header: texts.outcome, cell: ({ outcome }) => texts.outcomes[outcome] },
    { id: 'address', header: texts.address, isLeftOut: ({ address }) => address === null, cell: ({ address }) => address ?? texts.none },
  ];
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {texts.title}
      </h1>
      <FreshnessLine {...freshnessOf([list.view])} voice={voice} onRetry={list.retry} />
      <p className="lead-text">{texts.lead}</p>
      <Command text="wardwatch audit verify" />
      <ListSection
        title={texts.list}
        list={list}
        turnerLabel={texts.ofEntries}
        voice={voice}
        empty={<p className="table-note">{texts.empty}</p>}
      >
        {(rows, isBusy) => (
          <DataTable
            name="audit"
            caption={texts.caption}
            columns={columns}
            rows={rows}
            keyOf={({ number }) => String(number)}
            isBusy={isBusy}
          />
        )}
      </ListSection>
    </>
  );
}
