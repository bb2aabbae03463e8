import { type FormEvent, type ReactElement, useState } from 'react';
import type { z } from 'zod';
import { invited } from '../../../src/contracts/access-answers.ts';
import type { Unit } from '../../../src/contracts/http-api.ts';
import { Entry } from '../../components/entry.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageSection } from '../../components/page-section.tsx';
import { peopleTexts } from '../../i18n/people-texts.ts';
import type { Voice } from '../../i18n/voice.ts';
import { never } from '../page-props.ts';
import type { Requests } from '../requests.ts';
import { peopleFault } from './people-fault.ts';
import { PersonFields, type PersonFieldValues, personOf } from './person-fields.tsx';

export interface InviteFormProps {
  readonly units: readonly Unit[];
  readonly requests: Requests;
  readonly voice: Voice;
  readonly onInvited: (told: z.infer<typeof invited>) => void;
}

const nobody: PersonFieldValues = { name: '', role: 'unit-viewer', unitId: '' };

export function InviteForm({ units, requests, voice, onInvited }: InviteFormProps): ReactElement {
  const texts = peopleTexts[voice.language];
  const [login, setLogin] = useState('');
  const [values, setValues] = useState(nobody);
  const [fault, setFault] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    setFault(null);
    const answer = await requests.send(invited, 'POST', '/people', { login, ...personOf(values) }, never);
    if (answer.status === 'failed') return setFault(peopleFault(answer.failure, voice));
    setLogin('');
    setValues(nobody);
    onInvited(answer.value);
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void submit();
  };
  return (
    <PageSection title={texts.invite}>
      <p className="lead-text">{texts.inviteLead}</p>
      <form className="import-form" onSubmit={onSubmit}>
        <Entry label={texts.login} hint={texts.loginHint} isRequired voice={voice}>
          {(control) => (
            <input
              {...control}
              type="text"
              required
              maxLength={64}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={login}
              onChange={({ target }) => setLogin(target.value)}
            />
          )}
        </Entry>
        <PersonFields values={values} units={units} voice={voice} onValues={setValues} />
        <button type="submit" className="button button-primary">
          {texts.inviteDo}
        </button>
      </form>
      <div aria-live="polite">{fault !== null && <Notice tone="problem" icon="high" title={fault} />}</div>
    </PageSection>
  );
}
