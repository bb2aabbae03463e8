import type { ReactElement } from 'react';
import type { TrayVoice } from './tray-voice.ts';

export function Connecting({ voice }: { readonly voice: TrayVoice }): ReactElement {
  return (
    <p className="waiting" role="status">
      {voice.tray.connecting}
    </p>
  );
}
