import { type FormEvent, type ReactElement, useState } from 'react';
import type { Unit } from '../../src/contracts/http-api.ts';
import { Entry } from '../components/entry.tsx';
import { ImportOutcome } from '../components/import-outcome.tsx';
import { Command } from '../components/notice.tsx';
import { PageSection } from '../components/page-section.tsx';
import { UnitOptions } from '../components/unit-options.tsx';
import type { ImportedPageProps } from './imported-page-props.ts';
import { useImport } from './use-import.ts';

export interface ImportFormProps extends ImportedPageProps {
  readonly units: readonly Unit[];
  readonly onStored: () => void;
}

/** One machine: choose its unit and files, see what is recognised, store it. */
export function ImportForm({ units, onStored, ...page }: ImportFormProps): ReactElement {
  const { imported: texts } = page.voice;
  const { state, read, store, forget } = useImport(page, onStored);
  const [only, ...others] = units;
  const [unitId, setUnitId] = useState(only && others.length === 0 ? only.unitId : '');
  const [files, setFiles] = useState<readonly File[]>([]);
  const [name, setName] = useState('');
  if (units.length === 0)
    return (
      <PageSection title={texts.add}>
        <p>{texts.noUnits}</p>
        <Command text="wardwatch inventory import systeminfo.txt qfe.txt --unit …" />
      </PageSection>
    );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void read({ unitId, files, name });
  };
  return (
    <PageSection title={texts.add}>
      <form className="import-form" onSubmit={submit} onChange={forget}>
        <Entry label={texts.unit} isRequired voice={page.voice}>
          {(control) => (
            <select {...control} required value={unitId} onChange={({ target }) => setUnitId(target.value)}>
              <UnitOptions none={texts.chooseUnit} units={units} />
            </select>
          )}
        </Entry>
        <Entry label={texts.files} hint={texts.filesHint} isRequired voice={page.voice}>
          {(control) => <input {...control} type="file" required multiple onChange={({ target }) => setFiles([...(target.files ?? [])])} />}
        </Entry>
        <Entry label={texts.name} hint={texts.nameHint} voice={page.voice}>
          {(control) => (
            <input
              {...control}
              type="text"
              autoComplete="off"
              maxLength={253}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Entry>
        <button type="submit" className="button">
          {texts.read}
        </button>
      </form>
      <div aria-live="polite">
        <ImportOutcome state={state} voice={page.voice} onStore={() => void store()} />
      </div>
    </PageSection>
  );
}
