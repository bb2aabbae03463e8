import type { ReactElement } from 'react';
import { Notice } from '../components/notice.tsx';
import type { TrayVoice } from './tray-voice.ts';
import type { Asked } from './use-answer.ts';

export interface AnsweredProps<Value> {
  readonly asked: Asked<Value>;
  readonly voice: TrayVoice;
  /** Instead of the usual words while nothing is here. */
  readonly loading?: string;
  readonly children: (value: Value) => ReactElement;
}

/** What was asked for, or that it is on its way, or that it did not come and how to ask again. */
export function Answered<Value>({ asked: { answer, again }, voice, loading, children }: AnsweredProps<Value>): ReactElement {
  if (answer === null)
    return (
      <p className="muted" role="status">
        {loading ?? voice.views.loading}
      </p>
    );
  if (answer.status === 'ok') return children(answer.value);
  const retry = (
    <button type="button" className="button" onClick={again}>
      {voice.views.retry}
    </button>
  );
  return <Notice tone="caution" icon="unknown" title={voice.views.failed(answer.code)} action={retry} />;
}
