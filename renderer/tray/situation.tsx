import type { ReactElement } from 'react';
import type { IconName } from '../components/icons.tsx';
import type { Advice, Tone } from './advice.ts';
import { toDoFor } from './finding-to-do.ts';
import { SituationPanel } from './situation-panel.tsx';
import type { TrayVoice } from './tray-voice.ts';

export interface SituationProps {
  readonly advice: Advice;
  readonly isScanning: boolean;
  readonly voice: TrayVoice;
  readonly onScan: () => void;
}

const icons: Readonly<Record<Tone, IconName>> = { good: 'pass', attention: 'high', critical: 'critical', paused: 'clock' };

/** What a person should do first, and the way to look again. */
export function Situation({ advice, isScanning, voice, onScan }: SituationProps): ReactElement {
  const { scan, others } = voice.tray;
  const [title, toDo] = sentenceOf(advice, voice);
  const action = (
    <button type="button" className="button button-primary" aria-disabled={isScanning} onClick={() => !isScanning && onScan()}>
      {isScanning ? scan.running : scan.now}
    </button>
  );
  return (
    <SituationPanel tone={advice.tone} icon={icons[advice.tone]} title={title} action={action}>
      <p>{toDo}</p>
      {advice.kind === 'finding' && advice.others > 0 && <p className="muted">{others(voice.format.quantity(advice.others))}</p>}
    </SituationPanel>
  );
}

function sentenceOf(advice: Advice, { tray, words, format }: TrayVoice): readonly [title: string, toDo: string] {
  if (advice.kind === 'finding') {
    const { rule, evidence } = advice.finding;
    const count = rule === 'patch-status.security-updates-pending' ? evidence.after?.count : undefined;
    const title = typeof count === 'number' ? tray.missingPatches(format.quantity(count)) : words.findingTitle(rule, evidence);
    return [title, tray.toDo[toDoFor(rule)]];
  }
  if (advice.kind === 'counted') return [tray.advice.counted(format.quantity(advice.count)), tray.advice.countedDo];
  if (advice.kind === 'paused') return [tray.advice.paused(format.instant(advice.until)), tray.advice.pausedDo];
  return [tray.advice[advice.kind], tray.advice[`${advice.kind}-do`]];
}
