import type { ReactElement } from 'react';
import { Command } from '../components/notice.tsx';
import { SituationPanel } from './situation-panel.tsx';
import type { TrayVoice } from './tray-voice.ts';

export interface UnreachableProps {
  /** Of the catalogue in base/app-error. */
  readonly code: string;
  readonly voice: TrayVoice;
}

/** Instead of every figure: what is known of the machine is nothing, and what a person can do about that. */
export function Unreachable({ code, voice }: UnreachableProps): ReactElement {
  const { unreachable } = voice.tray;
  const isVersions = code === 'LOCAL_CALL_INVALID';
  return (
    <SituationPanel tone="unreachable" icon="silent" title={isVersions ? unreachable.versions : unreachable.title}>
      <p>{unreachable.meaning}</p>
      {isVersions ? (
        <p>{unreachable.versionsDo}</p>
      ) : (
        <>
          <p>{unreachable.startService}</p>
          <Command text="wardwatch agent run" />
          <p>{unreachable.byItself}</p>
        </>
      )}
      <p className="muted">{unreachable.code(code)}</p>
    </SituationPanel>
  );
}
