import type { ReactElement } from 'react';
import type { RecognisedMachine } from '../../src/contracts/imported-machines.ts';
import { systemName } from '../../src/domain/inventory/system-name.ts';
import { captureWords } from '../../src/domain/words/capture-words.ts';
import type { Voice } from '../i18n/voice.ts';
import { Fact } from './fact.tsx';
import { ShortList } from './short-list.tsx';

/** What was recognised in the files of a machine, for a person to check. */
export function RecognisedMachineFacts({ machine, voice }: { readonly machine: RecognisedMachine; readonly voice: Voice }): ReactElement {
  const words = captureWords(voice.language);
  const { hostname, system, updates, areUpdatesComplete, installedAt } = machine;
  return (
    <dl className="facts">
      <Fact name={words.machine}>{hostname}</Fact>
      <Fact name={words.system}>
        {systemName(system)} ({words.build} {system.build ?? '?'})
      </Fact>
      <Fact name={words.installed}>{installedAt === null ? words.notTold : voice.format.day(installedAt)}</Fact>
      <Fact name={words.updates}>
        {updates === null && words.updatesUnknown}
        {updates?.length === 0 && words.noUpdates}
        {updates !== null && updates.length > 0 && <ShortList entries={updates} isTechnical voice={voice} />}
        {updates !== null && !areUpdatesComplete && <p>{words.updatesIncomplete}</p>}
      </Fact>
    </dl>
  );
}
