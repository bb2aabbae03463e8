import { type ReactElement, useState } from 'react';
import { z } from 'zod';
import type { account } from '../../../src/contracts/access-answers.ts';
import { ActionDialog } from '../../components/action-dialog.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { FieldLine } from '../../components/field-line.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { accountTexts } from '../../i18n/account-texts.ts';
import type { Voice } from '../../i18n/voice.ts';
import { never } from '../page-props.ts';
import type { Requests } from '../requests.ts';
import { accountFault } from './account-fault.ts';

type Passkey = z.infer<typeof account>['passkeys'][number];

export interface PasskeyTableProps {
  readonly passkeys: readonly Passkey[];
  readonly requests: Requests;
  readonly now: number;
  readonly voice: Voice;
  readonly onChanged: () => void;
}

export function PasskeyTable({ passkeys, requests, now, voice, onChanged }: PasskeyTableProps): ReactElement {
  const texts = accountTexts[voice.language];
  const [password, setPassword] = useState('');
  const remove = async (passkeyId: string): Promise<string | null> => {
    const path = `/account/passkeys/${encodeURIComponent(passkeyId)}/removal`;
    const answer = await requests.send(z.undefined(), 'POST', path, { password }, never);
    if (answer.status === 'failed') return accountFault(answer.failure, texts.wrongPassword, texts);
    setPassword('');
    onChanged();
    return null;
  };
  const columns: readonly Column<Passkey>[] = [
    { id: 'name', header: texts.passkeyName, isRowHeader: true, cell: ({ name }) => name },
    { id: 'host', header: texts.passkeyHost, cell: ({ host }) => <code>{host}</code> },
    { id: 'created', header: texts.passkeyMade, cell: ({ createdAt }) => <TimeText at={createdAt} now={now} voice={voice} /> },
    {
      id: 'used',
      header: texts.passkeyUsed,
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? texts.neverUsed : <TimeText at={lastUsedAt} now={now} voice={voice} />),
    },
    {
      id: 'actions',
      header: texts.actions,
      cell: ({ passkeyId, name }) => (
        <ActionDialog
          label={texts.remove}
          ariaLabel={`${texts.remove}: ${name}`}
          title={texts.removeTitle(name)}
          text={texts.removeText}
          cancel={texts.cancel}
          isQuiet
          onConfirm={() => remove(passkeyId)}
        >
          <FieldLine label={texts.confirmPassword} type="password" autoComplete="current-password" value={password} onValue={setPassword} />
        </ActionDialog>
      ),
    },
  ];
  return <DataTable name="passkeys" caption={texts.passkeys} columns={columns} rows={passkeys} keyOf={({ passkeyId }) => passkeyId} />;
}
