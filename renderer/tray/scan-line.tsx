import type { ReactElement } from 'react';
import { Notice } from '../components/notice.tsx';
import type { ScanProgress } from './scan-progress.ts';
import type { TrayVoice } from './tray-voice.ts';

export interface ScanLineProps {
  readonly scan: ScanProgress | null;
  /** Whether the agent scans now, whoever asked for it. */
  readonly isScanning: boolean;
  readonly voice: TrayVoice;
}

/** How far a scan is, and how the last one that was asked for here ended. */
export function ScanLine({ scan, isScanning, voice }: ScanLineProps): ReactElement | null {
  const { scan: texts } = voice.tray;
  if (scan?.kind === 'running') return <Running scan={scan} voice={voice} />;
  if (isScanning) return <Running scan={{ kind: 'running', scannerIds: [], done: 0, current: null }} voice={voice} />;
  if (scan?.kind === 'failed')
    return (
      <Notice tone="problem" icon="high" title={texts.failed(scan.code)}>
        <p>{texts.failedDo}</p>
      </Notice>
    );
  if (scan?.kind === 'finished')
    return (
      <p className="scan-line" role="status">
        {texts.finished(voice.format.quantity(scan.raised), voice.format.quantity(scan.resolved))}
      </p>
    );
  return null;
}

function Running({ scan, voice }: { readonly scan: Extract<ScanProgress, { kind: 'running' }>; readonly voice: TrayVoice }): ReactElement {
  const { scan: texts } = voice.tray;
  const total = scan.scannerIds.length;
  const text = total === 0 ? texts.running : texts.progress(voice.format.count(scan.done), voice.format.count(total));
  return (
    <div className="scan-line">
      <progress aria-label={texts.running} {...(total === 0 ? {} : { value: scan.done, max: total })} />
      <span>{text}</span>
      {scan.current !== null && <span className="muted">{texts.at(voice.words.scanner(scan.current))}</span>}
    </div>
  );
}
