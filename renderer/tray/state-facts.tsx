import type { ReactElement } from 'react';
import type { AgentStatus } from '../../src/contracts/local-api.ts';
import { severities } from '../../src/domain/severity.ts';
import { Fact } from '../components/fact.tsx';
import { Icon } from '../components/icons.tsx';
import { TimeText } from '../components/time-text.tsx';
import type { TrayVoice } from './tray-voice.ts';

export interface StateFactsProps {
  readonly status: AgentStatus;
  readonly now: number;
  readonly voice: TrayVoice;
}

/** The figures that are looked for first, in a row. */
export function StateFacts({ status, now, voice }: StateFactsProps): ReactElement {
  const { facts } = voice.tray;
  const { patchStatus, lastScanAt, nextScanAt } = status;
  return (
    <dl className="facts state-facts" aria-label={facts.title}>
      <Fact name={facts.patchStatus}>
        <span className={`label status-${patchStatus}`}>
          <Icon name={patchStatus} />
          <span>{voice.words.patchStatus(patchStatus)}</span>
        </span>
      </Fact>
      <Fact name={facts.open}>
        <OpenFindings status={status} voice={voice} />
      </Fact>
      <Fact name={facts.lastScan}>
        {lastScanAt === null ? facts.never : <TimeText at={lastScanAt} now={now} voice={voice} />}
        {nextScanAt !== null && <span className="second-line">{facts.nextScan(voice.format.instant(nextScanAt))}</span>}
      </Fact>
      <Fact name={facts.lastUpload}>
        <LastUpload status={status} now={now} voice={voice} />
      </Fact>
    </dl>
  );
}

function OpenFindings({ status, voice }: Omit<StateFactsProps, 'now'>): ReactElement {
  const { facts } = voice.tray;
  const present = severities.toReversed().filter((severity) => status.openFindings[severity] > 0);
  if (present.length === 0) return <span className="muted">{status.lastScanAt === null ? facts.notYet : facts.none}</span>;
  const acknowledged = severities.reduce((sum, severity) => sum + status.acknowledgedFindings[severity], 0);
  return (
    <>
      <ul className="severity-counts">
        {present.map((severity) => (
          <li key={severity} className={`label severity-${severity}`}>
            <Icon name={severity} />
            <span>
              {voice.format.count(status.openFindings[severity])} {voice.words.severity(severity)}
            </span>
          </li>
        ))}
      </ul>
      {acknowledged > 0 && <span className="second-line">{facts.acknowledged(voice.format.quantity(acknowledged))}</span>}
    </>
  );
}

function LastUpload({ status, now, voice }: StateFactsProps): ReactElement {
  const { facts } = voice.tray;
  if (status.endpointId === null) return <span className="muted">{facts.notEnrolled}</span>;
  return (
    <>
      {status.lastUploadAt === null ? facts.never : <TimeText at={status.lastUploadAt} now={now} voice={voice} />}
      {status.waitingUploads > 0 && <span className="second-line">{facts.waiting(voice.format.quantity(status.waitingUploads))}</span>}
      {status.lastUploadError !== null && (
        <span className="label severity-medium">
          <Icon name="high" />
          <span>{facts.failing}</span>
        </span>
      )}
    </>
  );
}
