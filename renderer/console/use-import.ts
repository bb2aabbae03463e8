import { useEffect, useRef, useState } from 'react';
import type { CaptureUpload } from '../../src/contracts/imported-machines.ts';
import type { ImportStep } from '../components/import-outcome.tsx';
import type { Answer } from './answer.ts';
import { captureUploadOf } from './capture-upload.ts';
import type { ImportedPageProps } from './imported-page-props.ts';

export interface MachineChoice {
  readonly unitId: string;
  readonly files: readonly File[];
  /** Empty where the files name the machine. */
  readonly name: string;
}

export interface Import {
  readonly state: ImportStep;
  read(choice: MachineChoice): Promise<void>;
  /** What was read last. */
  store(): Promise<void>;
  /** Something else was chosen: what was read is of no account any more. */
  forget(): void;
}

/** The way of one machine from files to the collector: read, looked at by a person, stored. */
export function useImport({ api, onSignedOut }: Pick<ImportedPageProps, 'api' | 'onSignedOut'>, onStored: () => void): Import {
  const [state, setState] = useState<ImportStep>({ step: 'choosing' });
  const upload = useRef<(CaptureUpload & { unitId: string }) | null>(null);
  const under = useRef(new AbortController());
  useEffect(() => () => under.current.abort(), []);
  /** Ends what is under way: an answer to an earlier choice must not be shown for a later one. */
  const begin = (): AbortSignal => {
    under.current.abort();
    under.current = new AbortController();
    return under.current.signal;
  };
  const failedWith = <Value>(answer: Answer<Value>): answer is Extract<Answer<Value>, { status: 'failed' }> => {
    if (answer.status === 'ok') return false;
    if (answer.failure.kind === 'signed-out') onSignedOut();
    else setState({ step: 'failed', failure: answer.failure });
    return true;
  };
  return {
    state,
    async read({ unitId, files, name }) {
      const signal = begin();
      setState({ step: 'reading' });
      const made = await captureUploadOf(files);
      if (signal.aborted) return;
      if (made.status === 'refused') return setState({ step: 'refused', reason: made.reason });
      const chosen = { files: made.files, ...(name.trim() !== '' && { hostname: name.trim() }) };
      const answer = await api.readCaptures(chosen, signal);
      if (signal.aborted || failedWith(answer)) return;
      if (answer.value.status === 'refused') return setState({ step: 'refused', reason: answer.value.reason });
      upload.current = { ...chosen, unitId };
      setState({ step: 'read', machine: answer.value.machine });
    },
    async store() {
      if (state.step !== 'read' || upload.current === null) return;
      const signal = begin();
      setState({ step: 'storing', machine: state.machine });
      const answer = await api.importMachine(upload.current, signal);
      if (signal.aborted || failedWith(answer)) return;
      setState({ step: 'stored', stored: answer.value });
      onStored();
    },
    forget() {
      begin();
      upload.current = null;
      setState({ step: 'choosing' });
    },
  };
}
