import type { ReactElement } from 'react';
import { type CheckResult, getChecks } from '../../../src/contracts/local-views.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { VerdictLabel } from '../../components/labels.tsx';
import { ShortList } from '../../components/short-list.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { unreadWord } from '../../i18n/unread-words.ts';
import { Answered } from '../answered.tsx';
import type { ViewProps } from '../view-props.ts';
import { ScanLine } from '../scan-line.tsx';
import type { TrayVoice } from '../tray-voice.ts';
import { useAnswer } from '../use-answer.ts';
import { ScanSteps } from './scan-steps.tsx';

const rank = { fail: 0, unknown: 1, pass: 2 } as const;

/** What every check concluded and why; while a scan runs, how far each is. */
export function ChecksView({ link: { status }, scan, agent, now, voice }: ViewProps): ReactElement {
  const { checks: texts } = voice.views;
  const asked = useAnswer(agent.ask, getChecks, {}, `${status.lastScanAt} ${scan?.kind}`);
  const isScanning = status.scanning || scan?.kind === 'running';
  return (
    <>
      <div className="view-head">
        <h1>{texts.title}</h1>
        <button type="button" className="button button-primary" aria-disabled={isScanning} onClick={() => !isScanning && agent.scan()}>
          {isScanning ? voice.tray.scan.running : voice.tray.scan.now}
        </button>
      </div>
      <ScanLine scan={scan} isScanning={isScanning} voice={voice} onCancel={agent.cancelScan} />
      {scan?.kind === 'running' && scan.scannerIds.length > 0 && <ScanSteps scan={scan} voice={voice} />}
      <Answered asked={asked} voice={voice}>
        {({ checks }) => <Results checks={checks} isScanning={isScanning} now={now} voice={voice} />}
      </Answered>
    </>
  );
}

interface ResultsProps extends Pick<ViewProps, 'now' | 'voice'> {
  readonly checks: readonly CheckResult[];
  readonly isScanning: boolean;
}

function Results({ checks, isScanning, now, voice }: ResultsProps): ReactElement {
  const { checks: texts } = voice.views;
  if (checks.length === 0) return <p className="muted">{isScanning ? '' : texts.none}</p>;
  const count = (wanted: keyof typeof rank): string =>
    voice.format.count(checks.filter(({ verdict: { status } }) => status === wanted).length);
  return (
    <>
      <p className="lead-text">{texts.counted(count('fail'), count('unknown'), count('pass'))}</p>
      <DataTable
        name="checks"
        caption={texts.caption}
        rows={checks.toSorted((a, b) => rank[a.verdict.status] - rank[b.verdict.status])}
        keyOf={({ verdict }) => verdict.scannerId}
        columns={columnsOf(now, voice)}
      />
    </>
  );
}

function columnsOf(now: number, voice: TrayVoice): Column<CheckResult>[] {
  const { checks: texts } = voice.views;
  return [
    { id: 'result', header: texts.result, cell: ({ verdict }) => <VerdictLabel status={verdict.status} isSilent={false} voice={voice} /> },
    { id: 'check', header: texts.check, isRowHeader: true, cell: ({ verdict }) => voice.words.scanner(verdict.scannerId) },
    { id: 'reason', header: texts.why, cell: (check) => <Why check={check} voice={voice} /> },
    { id: 'took', header: texts.took, cell: ({ coverage }) => texts.seconds(secondsText(coverage.durationMs, voice)) },
    { id: 'when', header: texts.when, cell: ({ finishedAt }) => <TimeText at={finishedAt} now={now} voice={voice} /> },
  ];
}

/** To the tenth; what is less than that took time too. */
function secondsText(ms: number, { language }: TrayVoice): string {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return ms < 100 ? `< ${number.format(0.1)}` : number.format(ms / 1000);
}

/** The reason in words, what it speaks of, and every place that could not be read with why. */
function Why({ check: { verdict, unreadable, places }, voice }: { readonly check: CheckResult; readonly voice: TrayVoice }): ReactElement {
  const { checks: texts } = voice.views;
  const isTold = verdict.status !== 'pass' && verdict.reason === 'partly-unreadable';
  return (
    <>
      {verdict.status !== 'pass' && <span className="reason">{voice.words.verdictReason(verdict.reason)}</span>}
      {verdict.status !== 'pass' && !isTold && verdict.subjects.length > 0 && (
        <ShortList entries={[...new Set(verdict.subjects)]} isTechnical isFlowing voice={voice} />
      )}
      {places > 0 && (
        <details>
          <summary>{texts.unread(voice.format.quantity(places))}</summary>
          <ul className="short-list">
            {unreadable.map(({ subject, reason }) => (
              <li key={`${subject} ${reason}`}>
                <code>{subject}</code> <span>{unreadWord(voice.language, reason)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
