import { type ReactElement, useState } from 'react';
import { type Endpoint, lifeChanged } from '../../src/contracts/http-api.ts';
import { ActionDialog } from '../components/action-dialog.tsx';
import { Entry } from '../components/entry.tsx';
import { failureText } from '../components/failure-notice.tsx';
import { endpointLifeTexts } from '../i18n/endpoint-life-texts.ts';
import type { Voice } from '../i18n/voice.ts';
import { never } from './page-props.ts';
import type { Requests } from './requests.ts';

export interface EndpointActionsProps {
  readonly endpoint: Pick<Endpoint, 'endpointId' | 'hostname' | 'retiredAt' | 'isPending'>;
  readonly requests: Requests;
  readonly voice: Voice;
  readonly onChanged: () => void;
}

/** Letting a machine in that waits, and taking one out of service; each with a reason. */
export function EndpointActions({ endpoint, requests, voice, onChanged }: EndpointActionsProps): ReactElement | null {
  const texts = endpointLifeTexts[voice.language];
  const [reason, setReason] = useState('');
  const { endpointId, hostname, retiredAt, isPending } = endpoint;
  if (retiredAt !== undefined) return null;
  const ask = async (what: 'approval' | 'retirement'): Promise<string | null> => {
    const answer = await requests.send(lifeChanged, 'POST', `/endpoints/${encodeURIComponent(endpointId)}/${what}`, { reason }, never);
    if (answer.status === 'failed')
      return answer.failure.kind === 'refused' && answer.failure.code === 'REQUEST_INVALID'
        ? texts.reasonTooShort
        : failureText(answer.failure, voice);
    setReason('');
    onChanged();
    return null;
  };
  const why = (
    <Entry label={texts.reason} hint={texts.reasonHint} isRequired voice={voice}>
      {(control) => (
        <input
          {...control}
          type="text"
          minLength={3}
          maxLength={200}
          required
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      )}
    </Entry>
  );
  return (
    <div className="form-actions">
      {isPending === true && (
        <ActionDialog
          label={texts.approve}
          title={texts.approveTitle(hostname)}
          text={texts.approveText}
          cancel={texts.cancel}
          onConfirm={() => ask('approval')}
        >
          {why}
        </ActionDialog>
      )}
      <ActionDialog
        label={texts.retire}
        title={texts.retireTitle(hostname)}
        text={texts.retireText}
        cancel={texts.cancel}
        onConfirm={() => ask('retirement')}
      >
        {why}
      </ActionDialog>
    </div>
  );
}
