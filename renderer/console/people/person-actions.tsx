import { type ReactElement, useState } from 'react';
import type { z } from 'zod';
import { invited, type PersonView, person as personContract } from '../../../src/contracts/access-answers.ts';
import type { Unit } from '../../../src/contracts/http-api.ts';
import { ActionDialog } from '../../components/action-dialog.tsx';
import { Entry } from '../../components/entry.tsx';
import { peopleTexts } from '../../i18n/people-texts.ts';
import type { Voice } from '../../i18n/voice.ts';
import type { Answer } from '../answer.ts';
import { never } from '../page-props.ts';
import type { Requests } from '../requests.ts';
import { peopleFault } from './people-fault.ts';
import { PersonFields, personOf } from './person-fields.tsx';

export interface PersonActionsProps {
  readonly person: PersonView;
  /** Nobody shuts themselves out. */
  readonly isSelf: boolean;
  readonly units: readonly Unit[];
  readonly requests: Requests;
  readonly voice: Voice;
  readonly onChanged: () => void;
  readonly onInvited: (told: z.infer<typeof invited>) => void;
}

export function PersonActions(props: PersonActionsProps): ReactElement {
  const { person, isSelf, units, requests, voice, onChanged, onInvited } = props;
  const texts = peopleTexts[voice.language];
  const { personId, login, name, role, unitId, providerSubject, state } = person;
  const [values, setValues] = useState({ name, role, unitId: unitId ?? '' });
  const [subject, setSubject] = useState('');
  const at = `/people/${encodeURIComponent(personId)}`;
  const after = async (asked: Promise<Answer<PersonView>>): Promise<string | null> => {
    const answer = await asked;
    if (answer.status === 'failed') return peopleFault(answer.failure, voice);
    onChanged();
    return null;
  };
  const post = (path: string) => after(requests.ask(personContract, `${at}${path}`, { method: 'POST' }, never));
  const again = async (): Promise<string | null> => {
    const answer = await requests.ask(invited, `${at}/reset`, { method: 'POST' }, never);
    if (answer.status === 'failed') return peopleFault(answer.failure, voice);
    onInvited(answer.value);
    return null;
  };
  const shared = { cancel: texts.cancel, isQuiet: true };
  const of = (label: string) => ({ ...shared, label, ariaLabel: `${label}: ${login}` });
  return (
    <details className="more-actions">
      <summary aria-label={`${texts.more}: ${login}`}>{texts.more}</summary>
      <div className="form-actions">
        <ActionDialog
          {...of(texts.change)}
          title={texts.changeTitle(login)}
          text={texts.changeText}
          onConfirm={() => after(requests.send(personContract, 'PUT', at, personOf(values), never))}
        >
          <PersonFields values={values} units={units} voice={voice} onValues={setValues} />
        </ActionDialog>
        {!isSelf && (
          <>
            <ActionDialog {...of(texts.reset)} title={texts.resetTitle(login)} text={texts.resetText} onConfirm={again} />
            {state === 'active' && (
              <ActionDialog
                {...of(texts.factorReset)}
                title={texts.factorResetTitle(login)}
                text={texts.factorResetText}
                onConfirm={() => post('/second-factor-reset')}
              />
            )}
            {state !== 'disabled' && (
              <ActionDialog
                {...of(texts.disable)}
                title={texts.disableTitle(login)}
                text={texts.disableText}
                onConfirm={() => post('/disable')}
              />
            )}
          </>
        )}
        <ActionDialog
          {...of(texts.link)}
          title={texts.linkTitle(login)}
          text={texts.linkText}
          onConfirm={() => after(requests.send(personContract, 'PUT', `${at}/identity`, { subject }, never))}
        >
          <Entry label={texts.subject} isRequired voice={voice}>
            {(control) => (
              <input
                {...control}
                type="text"
                required
                maxLength={255}
                autoComplete="off"
                spellCheck={false}
                value={subject}
                onChange={({ target }) => setSubject(target.value)}
              />
            )}
          </Entry>
        </ActionDialog>
        {providerSubject !== null && (
          <ActionDialog
            {...of(texts.unlink)}
            title={texts.unlinkTitle(login)}
            text={texts.unlinkText}
            onConfirm={() => after(requests.ask(personContract, `${at}/identity`, { method: 'DELETE' }, never))}
          />
        )}
      </div>
    </details>
  );
}
