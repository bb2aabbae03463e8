import type { ReactElement } from 'react';
import { z } from 'zod';
import type { account } from '../../../src/contracts/access-answers.ts';
import { ActionDialog } from '../../components/action-dialog.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { PageSection } from '../../components/page-section.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { accountTexts } from '../../i18n/account-texts.ts';
import type { Voice } from '../../i18n/voice.ts';
import { never } from '../page-props.ts';
import type { Requests } from '../requests.ts';
import { accountFault } from './account-fault.ts';

type OwnSession = z.infer<typeof account>['sessions'][number];

export interface SessionSectionProps {
  readonly sessions: readonly OwnSession[];
  readonly requests: Requests;
  readonly now: number;
  readonly voice: Voice;
  readonly onChanged: () => void;
}

/** Where one is signed in, and how to end that. */
export function SessionSection({ sessions, requests, now, voice, onChanged }: SessionSectionProps): ReactElement {
  const texts = accountTexts[voice.language];
  const end = async (path: string): Promise<string | null> => {
    const answer = await requests.ask(z.undefined(), path, { method: 'DELETE' }, never);
    if (answer.status === 'failed') return accountFault(answer.failure, texts.failed, texts);
    onChanged();
    return null;
  };
  const columns: readonly Column<OwnSession>[] = [
    {
      id: 'browser',
      header: texts.browser,
      isRowHeader: true,
      cell: ({ browser, isThis }) => (
        <>
          {browser}
          {isThis && <span className="second-line">{texts.thisSession}</span>}
        </>
      ),
    },
    { id: 'address', header: texts.address, cell: ({ address }) => <code>{address}</code> },
    { id: 'started', header: texts.startedAt, cell: ({ startedAt }) => <TimeText at={startedAt} now={now} voice={voice} /> },
    { id: 'used', header: texts.lastUsed, cell: ({ lastUsedAt }) => <TimeText at={lastUsedAt} now={now} voice={voice} /> },
    {
      id: 'actions',
      header: texts.actions,
      isLeftOut: ({ isThis }) => isThis,
      cell: ({ sessionId, isThis, address }) =>
        !isThis && (
          <ActionDialog
            label={texts.endSession}
            ariaLabel={`${texts.endSession}: ${address}`}
            title={texts.endTitle}
            text={texts.endText}
            cancel={texts.cancel}
            isQuiet
            onConfirm={() => end(`/account/sessions/${encodeURIComponent(sessionId)}`)}
          />
        ),
    },
  ];
  const others = sessions.length > 1 && (
    <ActionDialog
      label={texts.endOthers}
      title={texts.endOthersTitle}
      text={texts.endText}
      cancel={texts.cancel}
      onConfirm={() => end('/account/sessions')}
    />
  );
  return (
    <PageSection title={texts.sessions} controls={others}>
      <DataTable name="sessions" caption={texts.sessions} columns={columns} rows={sessions} keyOf={({ sessionId }) => sessionId} />
    </PageSection>
  );
}
