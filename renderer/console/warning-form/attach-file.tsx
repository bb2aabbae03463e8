import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { mostAttachmentBytes, mostAttachments } from '../../../src/domain/warnings/warning.ts';
import { Notice } from '../../components/notice.tsx';
import type { WarningVoice } from '../../i18n/warning-voice.ts';
import type { Failure } from '../answer.ts';
import { Entry } from '../../components/entry.tsx';
import { refusalText } from './refusal-text.ts';

export interface AttachFileProps {
  /** Resolves with why it was not attached; null where it was. */
  readonly onAttach: (file: File) => Promise<Failure | null>;
  readonly voice: WarningVoice;
}

type State =
  | { readonly status: 'idle' | 'sending' }
  | { readonly status: 'attached'; readonly name: string }
  | { readonly status: 'faulty'; readonly fault: string }
  | { readonly status: 'failed'; readonly failure: Failure };

const mostMegabytes = String(mostAttachmentBytes / 1024 / 1024);

/** Chooses a file and sends it to a warning that is stored. */
export function AttachFile({ onAttach, voice }: AttachFileProps): ReactElement {
  const { warningForm: texts } = voice;
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<State>({ status: 'idle' });
  const attach = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (state.status === 'sending') return;
    const file = input.current?.files?.[0];
    const fault = fileFault(file, voice);
    if (!file || fault !== null) {
      setState({ status: 'faulty', fault: fault ?? texts.noFile });
      input.current?.focus();
      return;
    }
    setState({ status: 'sending' });
    const failure = await onAttach(file);
    if (failure === null && input.current) input.current.value = '';
    setState(failure ? { status: 'failed', failure } : { status: 'attached', name: file.name });
  };
  return (
    <form className="attach-file" noValidate onSubmit={(event) => void attach(event)}>
      <Entry
        label={texts.attachFile}
        hint={texts.attachHint(mostMegabytes)}
        faults={state.status === 'faulty' ? [state.fault] : []}
        voice={voice}
      >
        {(control) => <input {...control} ref={input} type="file" onChange={() => setState({ status: 'idle' })} />}
      </Entry>
      <button type="submit" className="button" aria-disabled={state.status === 'sending'}>
        {state.status === 'sending' ? texts.attaching : texts.attachNow}
      </button>
      <p role="status">{state.status === 'attached' && texts.attached(state.name)}</p>
      {state.status === 'failed' && (
        <Notice tone="problem" icon="high" title={texts.notAttached}>
          <p>{attachRefusal(state.failure, voice)}</p>
        </Notice>
      )}
    </form>
  );
}

/** Null for a file that may be sent. */
function fileFault(file: Pick<File, 'name' | 'size'> | undefined, { warningForm: words }: WarningVoice): string | null {
  if (!file) return words.noFile;
  if (file.size === 0) return words.fileEmpty(file.name);
  return file.size > mostAttachmentBytes ? words.fileTooLarge(file.name, mostMegabytes) : null;
}

export function attachRefusal(failure: Failure, voice: WarningVoice): string {
  const { warningForm: words } = voice;
  if (failure.kind === 'unreachable' || failure.kind === 'not-understood') return words.fileUnanswered;
  if (failure.kind === 'refused' && failure.code === 'REQUEST_INVALID') return words.fileRefused(voice.format.count(mostAttachments));
  return refusalText(failure, voice);
}
