import { type ReactElement, useState } from 'react';
import { FailureNotice } from '../components/failure-notice.tsx';
import { FreshnessLine } from '../components/freshness-line.tsx';
import { ImportedMachineTable } from '../components/imported-machine-table.tsx';
import { Loading } from '../components/loading.tsx';
import { Command } from '../components/notice.tsx';
import { ImportForm } from './import-form.tsx';
import { ListSection } from './list-section.tsx';
import { type PageProps, reload } from './page-props.ts';
import { freshnessOf } from './resource.ts';
import { useImportedMachines } from './use-imported-machines.ts';
import { useNow } from './use-now.ts';
import { usePageHeading } from './use-page-heading.ts';
import { useResource } from './use-resource.ts';

/** Machines that may not run an agent: how they are imported, and those that were. */
export function ImportedMachinesPage(props: PageProps): ReactElement {
  const { api, voice, onSignedOut } = props;
  const { imported: texts } = voice.texts;
  const now = useNow(api.clock);
  const [unitId, setUnitId] = useState('');
  const units = useResource({ key: 'units', ask: api.units, clock: api.clock, onSignedOut });
  const list = useImportedMachines(props, unitId === '' ? undefined : unitId);
  const isReady = units.view.status !== 'loading' && list.view.status !== 'loading';
  const heading = usePageHeading(texts.title, isReady);
  const retry = (): void => [units, list].forEach((resource) => resource.retry());
  if (units.view.status === 'loading') return <Loading voice={voice} />;
  if (units.view.status === 'failed') return <FailureNotice failure={units.view.failure} voice={voice} onRetry={retry} onReload={reload} />;
  const { items } = units.view.value;
  const controls = (
    <div className="filter">
      <label className="field">
        <span>{texts.unit}</span>
        <select value={unitId} onChange={({ target }) => setUnitId(target.value)}>
          <option value="">{texts.anyUnit}</option>
          {items.map((unit) => (
            <option key={unit.unitId} value={unit.unitId}>
              {unit.name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {texts.title}
      </h1>
      <FreshnessLine {...freshnessOf([units.view, list.view])} voice={voice} onRetry={retry} />
      <p>{texts.intro}</p>
      <Command text="systeminfo > systeminfo.txt & wmic qfe list full > qfe.txt" />
      <ImportForm {...props} units={items} onStored={list.retry} />
      <ListSection
        title={texts.list}
        controls={items.length > 1 ? controls : undefined}
        list={list}
        turnerLabel={texts.ofMachines}
        voice={voice}
        empty={<p className="table-note">{texts.empty}</p>}
      >
        {(rows, isBusy) => <ImportedMachineTable machines={rows} now={now} isBusy={isBusy} voice={voice} />}
      </ListSection>
    </>
  );
}
