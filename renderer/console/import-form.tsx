import { type FormEvent, type ReactElement, useState } from 'react';
import type { Unit } from '../../src/contracts/http-api.ts';
import { ImportOutcome } from '../components/import-outcome.tsx';
import { Command } from '../components/notice.tsx';
import { PageSection } from '../components/page-section.tsx';
import { UnitSelect } from '../components/unit-select.tsx';
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
      <form className="filter" onSubmit={submit} onChange={forget}>
        <UnitSelect label={texts.unit} none={texts.chooseUnit} units={units} unitId={unitId} isRequired onChange={setUnitId} />
        <label className="field">
          <span>{texts.files}</span>
          <input
            type="file"
            required
            multiple
            aria-describedby="import-files-hint"
            onChange={({ target }) => setFiles([...(target.files ?? [])])}
          />
          <span id="import-files-hint">{texts.filesHint}</span>
        </label>
        <label className="field">
          <span>{texts.name}</span>
          <input
            type="text"
            maxLength={253}
            value={name}
            aria-describedby="import-name-hint"
            onChange={({ target }) => setName(target.value)}
          />
          <span id="import-name-hint">{texts.nameHint}</span>
        </label>
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
