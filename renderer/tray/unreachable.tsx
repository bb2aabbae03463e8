import type { ReactElement } from 'react';
import { Command } from '../components/notice.tsx';
import { SituationPanel } from './situation-panel.tsx';
import type { TrayVoice } from './tray-voice.ts';

export interface UnreachableProps {
  /** Of the catalogue in base/app-error. */
  readonly code: string;
  readonly voice: TrayVoice;
}

type Case = 'starting' | 'older' | 'newer' | 'versions';

const cases: Readonly<Record<string, Case>> = {
  AGENT_STARTING: 'starting',
  AGENT_OLDER: 'older',
  AGENT_NEWER: 'newer',
  LOCAL_CALL_INVALID: 'versions',
};

/** Instead of every figure: what is known of the machine is nothing, and what a person can do about that. */
export function Unreachable({ code, voice }: UnreachableProps): ReactElement {
  const { unreachable } = voice.tray;
  const known = cases[code];
  return (
    <SituationPanel
      tone="unreachable"
      icon={known === 'starting' ? 'clock' : 'silent'}
      title={known ? unreachable[known] : unreachable.title}
    >
      <p>{unreachable.meaning}</p>
      {known ? (
        <p>{unreachable[`${known}Do`]}</p>
      ) : (
        <>
          <p>{unreachable.startService}</p>
          <Command text="wardwatch agent run" />
          <p>{unreachable.byItself}</p>
        </>
      )}
      {known !== 'starting' && <p className="muted">{unreachable.code(code)}</p>}
    </SituationPanel>
  );
}
