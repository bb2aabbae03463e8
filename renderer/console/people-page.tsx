import { type ReactElement, useState } from 'react';
import type { z } from 'zod';
import { type invited, personPage, type PersonView } from '../../src/contracts/access-answers.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { FreshnessLine } from '../components/freshness-line.tsx';
import { Loading } from '../components/loading.tsx';
import { Command, Notice } from '../components/notice.tsx';
import { TimeText } from '../components/time-text.tsx';
import { type PeopleTexts, peopleTexts } from '../i18n/people-texts.ts';
import { roleNames } from '../i18n/role-names.ts';
import type { Voice } from '../i18n/voice.ts';
import { ListSection } from './list-section.tsx';
import { InviteForm } from './people/invite-form.tsx';
import { PersonActions } from './people/person-actions.tsx';
import { type PageProps, reload } from './page-props.ts';
import { queryOf } from './requests.ts';
import { freshnessOf } from './resource.ts';
import { usePaged } from './use-lists.ts';
import { useNow } from './use-now.ts';
import { usePageHeading } from './use-page-heading.ts';
import { useResource } from './use-resource.ts';

const perPage = 50;

/** Who signs in here; an administrator changes it, an auditor reads it. */
export function PeoplePage(props: PageProps): ReactElement {
  const { api, voice, session, rights, onSignedOut } = props;
  const texts = peopleTexts[voice.language];
  const now = useNow(api.clock);
  const [told, setTold] = useState<z.infer<typeof invited> | null>(null);
  const { requests } = api;
  const units = useResource({ key: 'units', ask: api.units, clock: api.clock, onSignedOut });
  const list = usePaged(props, {
    list: 'people',
    ask: (cursor, signal) => requests.get(personPage, `/people${queryOf({ cursor, limit: perPage })}`, signal),
  });
  const views = [units.view, list.view];
  const isReady = views.every(({ status }) => status !== 'loading');
  const heading = usePageHeading(texts.title, isReady);
  const retry = (): void => [units, list].forEach((one) => one.retry());
  if (!isReady || units.view.status === 'loading') return <Loading voice={voice} />;
  if (units.view.status === 'failed') return <FailureNotice failure={units.view.failure} voice={voice} onRetry={retry} onReload={reload} />;
  const { items } = units.view.value;
  const onInvited = (invitation: z.infer<typeof invited>): void => {
    setTold(invitation);
    list.retry();
  };
  const shared = { units: items, requests, voice, onInvited };
  const actions: Column<PersonView> = {
    id: 'actions',
    header: texts.actions,
    cell: (person) => (
      <PersonActions
        key={`${person.name} ${person.role} ${person.unitId}`}
        {...shared}
        person={person}
        isSelf={person.login === session.signedInAs}
        onChanged={list.retry}
      />
    ),
  };
  const columns = [...columnsOf(texts, voice, now, session.signedInAs), ...(rights.canChangePeople ? [actions] : [])];
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {texts.title}
      </h1>
      <FreshnessLine {...freshnessOf(views)} voice={voice} onRetry={retry} />
      <p className="lead-text">{texts.lead}</p>
      <div aria-live="polite">
        {told && (
          <Notice tone="calm" icon="info" title={texts.invited(told.person.name, voice.format.instant(told.expiresAt))}>
            <Command text={told.link} />
          </Notice>
        )}
      </div>
      <ListSection title={texts.list} list={list} turnerLabel={texts.ofPeople} voice={voice} empty={null}>
        {(rows, isBusy) => (
          <DataTable
            name="people"
            caption={texts.caption}
            columns={columns}
            rows={rows}
            keyOf={({ personId }) => personId}
            isBusy={isBusy}
          />
        )}
      </ListSection>
      {rights.canChangePeople && <InviteForm {...shared} />}
    </>
  );
}

const columnsOf = (texts: PeopleTexts, voice: Voice, now: number, self: string): readonly Column<PersonView>[] => [
  {
    id: 'name',
    header: texts.name,
    isRowHeader: true,
    cell: ({ name, login }) => (
      <>
        {name}
        <span className="second-line">{login === self ? `${login} (${texts.you})` : login}</span>
      </>
    ),
  },
  {
    id: 'role',
    header: texts.role,
    cell: ({ role, unitName }) => (
      <>
        {roleNames[voice.language][role]}
        {unitName !== null && <span className="second-line">{unitName}</span>}
      </>
    ),
  },
  { id: 'state', header: texts.state, cell: ({ state }) => texts.states[state] },
  {
    id: 'factor',
    header: texts.factor,
    cell: ({ hasTotp, passkeys, providerSubject }) => {
      const factors = [...(hasTotp ? [texts.hasTotp] : []), ...(passkeys > 0 ? [texts.passkeys(voice.format.count(passkeys))] : [])];
      return (
        <>
          {factors.length > 0 ? factors.join(', ') : texts.noFactor}
          {providerSubject !== null && <span className="second-line">{texts.identity(providerSubject)}</span>}
        </>
      );
    },
  },
  {
    id: 'last-sign-in',
    header: texts.lastSignIn,
    cell: ({ lastSignInAt }) => (lastSignInAt === null ? texts.never : <TimeText at={lastSignInAt} now={now} voice={voice} />),
  },
];
