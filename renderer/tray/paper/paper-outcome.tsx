import type { ReactElement } from 'react';
import type { TrayVoice } from '../tray-voice.ts';
import type { Paper } from './use-paper.ts';

export function PaperOutcome({ outcome, voice }: { readonly outcome: Paper['outcome']; readonly voice: TrayVoice }): ReactElement {
  const { paper } = voice.views;
  const text = outcome === null || outcome === 'cancelled' ? '' : outcome === 'saved' ? paper.saved : paper.notSaved(outcome.code);
  return (
    <span className="muted" role="status">
      {text}
    </span>
  );
}
