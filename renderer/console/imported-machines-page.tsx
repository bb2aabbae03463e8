import { type ReactElement, useMemo, useState } from 'react';
import { FailureNotice } from '../components/failure-notice.tsx';
import { FreshnessLine } from '../components/freshness-line.tsx';
import { ImportedMachineTable } from '../components/imported-machine-table.tsx';
import { Loading } from '../components/loading.tsx';
import { Breadcrumb } from '../components/breadcrumb.tsx';
import { UnitOptions } from '../components/unit-options.tsx';
import { importedVoice } from '../i18n/imported-voice.ts';
import { Command } from '../components/notice.tsx';
import { ImportForm } from './import-form.tsx';
import { ListSection } from './list-section.tsx';
import { createImportedMachinesApi } from './imported-machines-api.ts';
import type { ImportedPageProps } from './imported-page-props.ts';
import { type PageProps, reload } from './page-props.ts';
import { freshnessOf } from './resource.ts';
import { overviewHash } from './route.ts';
import { usePaged } from './use-lists.ts';
import { useNow } from './use-now.ts';
import { usePageHeading } from './use-page-heading.ts';
import { useResource } from './use-resource.ts';

/** Machines that may not run an agent: how they are imported, and those that were. */
export function ImportedMachinesPage({ api, voice, ...rest }: PageProps): ReactElement {
  const whole = useMemo(() => ({ ...api, ...createImportedMachinesApi(api.requests) }), [api]);
  return <ImportedMachines api={whole} voice={importedVoice(voice)} {...rest} />;
}

const perPage = 25;

function ImportedMachines(props: ImportedPageProps): ReactElement {
  const { api, voice, rights, onSignedOut } = props;
  const { imported: texts } = voice;
  const now = useNow(api.clock);
  const [unitId, setUnitId] = useState('');
  const units = useResource({ key: 'units', ask: api.units, clock: api.clock, onSignedOut });
  const list = usePaged(props, {
    list: `imported ${unitId}`,
    ask: (cursor, signal) => api.importedMachines({ unitId: unitId === '' ? undefined : unitId, cursor, limit: perPage }, signal),
  });
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
          <UnitOptions none={texts.anyUnit} units={items} />
        </select>
      </label>
    </div>
  );
  return (
    <>
      <Breadcrumb href={overviewHash(null)} text={voice.texts.detail.back} />
      <h1 ref={heading} tabIndex={-1}>
        {texts.title}
      </h1>
      <FreshnessLine {...freshnessOf([units.view, list.view])} voice={voice} onRetry={retry} />
      {rights.canImportMachines && (
        <>
          <p className="lead-text">{texts.intro}</p>
          <Command text="systeminfo > systeminfo.txt & wmic qfe list full > qfe.txt" />
          <ImportForm {...props} units={items} onStored={list.retry} />
        </>
      )}
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
