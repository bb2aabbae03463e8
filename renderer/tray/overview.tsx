import type { ReactElement } from 'react';
import { adviceFor } from './advice.ts';
import { AgentFacts } from './agent-facts.tsx';
import type { AskExposure, Settle } from './agent-store.ts';
import type { AgentLinkView } from './agent-view.ts';
import { ExposureCheck } from './exposure-check.tsx';
import { FindingSection } from './finding-section.tsx';
import { ScanLine } from './scan-line.tsx';
import type { ScanProgress } from './scan-progress.ts';
import { Situation } from './situation.tsx';
import { StateFacts } from './state-facts.tsx';
import type { TrayVoice } from './tray-voice.ts';

export interface OverviewProps extends Omit<Extract<AgentLinkView, { kind: 'reachable' }>, 'kind'> {
  readonly scan: ScanProgress | null;
  readonly now: number;
  readonly voice: TrayVoice;
  readonly onScan: () => void;
  readonly onSettle: Settle;
  readonly onExposure: AskExposure;
}

export function Overview({ status, findings, heardAt, scan, now, voice, onScan, onSettle, onExposure }: OverviewProps): ReactElement {
  const isScanning = status.scanning || scan?.kind === 'running';
  const advice = adviceFor({ ...status, scanning: isScanning }, findings, now);
  const advised = advice.kind === 'finding' ? advice.finding : null;
  return (
    <>
      <Situation advice={advice} isScanning={isScanning} voice={voice} onScan={onScan} />
      <ScanLine scan={scan} isScanning={isScanning} voice={voice} />
      <StateFacts status={status} now={now} voice={voice} />
      <FindingSection
        findings={findings}
        advised={advised}
        hasScanned={status.lastScanAt !== null}
        now={now}
        voice={voice}
        onSettle={onSettle}
      />
      <ExposureCheck now={now} voice={voice} onExposure={onExposure} />
      <AgentFacts status={status} now={now} voice={voice} />
      <p className="tray-footer">{voice.tray.refreshed(voice.format.timeOfDay(heardAt))}</p>
    </>
  );
}
