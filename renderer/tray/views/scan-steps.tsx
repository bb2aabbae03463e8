import type { ReactElement } from 'react';
import { VerdictLabel } from '../../components/labels.tsx';
import { PageSection } from '../../components/page-section.tsx';
import type { ScanProgress } from '../scan-progress.ts';
import type { TrayVoice } from '../tray-voice.ts';

export interface ScanStepsProps {
  readonly scan: Extract<ScanProgress, { kind: 'running' }>;
  readonly voice: TrayVoice;
}

/** How far each check of the scan under way is. */
export function ScanSteps({ scan, voice }: ScanStepsProps): ReactElement {
  const { checks: texts } = voice.views;
  return (
    <PageSection title={texts.progressTitle}>
      <ol className="scan-steps">
        {scan.scannerIds.map((scannerId) => {
          const outcome = scan.results[scannerId];
          const isRunning = scan.current === scannerId;
          return (
            <li key={scannerId} data-state={outcome ? 'done' : isRunning ? 'running' : 'waiting'}>
              <span>{voice.words.scanner(scannerId)}</span>
              {outcome ? (
                <>
                  <VerdictLabel status={outcome.verdict} isSilent={false} voice={voice} />
                  {outcome.findings > 0 && <span className="muted">{texts.found(voice.format.quantity(outcome.findings))}</span>}
                </>
              ) : (
                <span className="muted">{isRunning ? texts.step.running : texts.step.waiting}</span>
              )}
            </li>
          );
        })}
      </ol>
    </PageSection>
  );
}
