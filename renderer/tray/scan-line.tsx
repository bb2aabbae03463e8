import { type ReactElement, useState } from 'react';
import { Notice } from '../components/notice.tsx';
import type { ScanProgress } from './scan-progress.ts';
import type { TrayVoice } from './tray-voice.ts';

export interface ScanLineProps {
  readonly scan: ScanProgress | null;
  /** Whether the agent scans now, whoever asked for it. */
  readonly isScanning: boolean;
  readonly voice: TrayVoice;
  /** Resolves with the code of why it cannot be ended. */
  readonly onCancel: () => Promise<string | null>;
}

/** How far a scan is, and how the last one that was asked for here ended. */
export function ScanLine({ scan, isScanning, voice, onCancel }: ScanLineProps): ReactElement | null {
  const { scan: texts } = voice.tray;
  if (scan?.kind === 'running') return <Running scan={scan} voice={voice} onCancel={onCancel} />;
  if (isScanning)
    return <Running scan={{ kind: 'running', scannerIds: [], done: 0, current: null, results: {} }} voice={voice} onCancel={onCancel} />;
  if (scan?.kind === 'failed' && scan.code === 'CANCELLED')
    return (
      <p className="scan-line" role="status">
        {voice.views.checks.cancelled}
      </p>
    );
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

interface RunningProps extends Pick<ScanLineProps, 'voice' | 'onCancel'> {
  readonly scan: Extract<ScanProgress, { kind: 'running' }>;
}

function Running({ scan, voice, onCancel }: RunningProps): ReactElement {
  const { scan: texts } = voice.tray;
  const { checks } = voice.views;
  const [refusal, setRefusal] = useState<string | null>(null);
  const cancel = async (): Promise<void> => setRefusal(await onCancel());
  const total = scan.scannerIds.length;
  const text = total === 0 ? texts.running : texts.progress(voice.format.count(scan.done), voice.format.count(total));
  return (
    <div className="scan-line">
      <progress aria-label={texts.running} {...(total === 0 ? {} : { value: scan.done, max: total })} />
      <span>{text}</span>
      {scan.current !== null && <span className="muted">{texts.at(voice.words.scanner(scan.current))}</span>}
      <button type="button" className="button button-quiet" onClick={() => void cancel()}>
        {checks.cancel}
      </button>
      {refusal !== null && <span role="status">{refusal === 'FORBIDDEN' ? checks.notYours : voice.views.failed(refusal)}</span>}
    </div>
  );
}
