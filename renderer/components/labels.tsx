import type { ReactElement, ReactNode } from 'react';
import type { FindingState } from '../../src/domain/finding.ts';
import type { Severity } from '../../src/domain/severity.ts';
import type { VerdictStatus } from '../../src/domain/verdict.ts';
import type { Voice } from '../i18n/voice.ts';
import { Icon, type IconName } from './icons.tsx';

interface Spoken {
  readonly voice: Voice;
}

export function SeverityLabel({ severity, voice }: Spoken & { readonly severity: Severity }): ReactElement {
  return (
    <span className={`label severity-${severity}`}>
      <Icon name={severity} />
      <span>{voice.words.severity(severity)}</span>
    </span>
  );
}

/** What a silent endpoint once reported as good is not known to be good now. */
function believed(status: VerdictStatus, isSilent: boolean): VerdictStatus {
  return isSilent && status === 'pass' ? 'unknown' : status;
}

interface StatusProps extends Spoken {
  readonly isSilent: boolean;
}

export function VerdictLabel({ status, ...props }: StatusProps & { readonly status: VerdictStatus }): ReactElement {
  return <StatusLabel status={status} {...props} wordOf={props.voice.words.status} />;
}

export function PatchLabel({ patchStatus, ...props }: StatusProps & { readonly patchStatus: VerdictStatus }): ReactElement {
  return <StatusLabel status={patchStatus} {...props} wordOf={props.voice.words.patchStatus} />;
}

interface StatusLabelProps extends StatusProps {
  readonly status: VerdictStatus;
  readonly wordOf: (status: VerdictStatus) => string;
}

function StatusLabel({ status, isSilent, wordOf, voice }: StatusLabelProps): ReactElement {
  const now = believed(status, isSilent);
  return (
    <>
      <span className={`label status-${now}`}>
        <Icon name={now} />
        <span>{wordOf(now)}</span>
      </span>
      {isSilent && status !== 'unknown' && <span className="second-line">{voice.texts.endpoints.lastReported(wordOf(status))}</span>}
    </>
  );
}

export function StateLabel({ state, voice }: Spoken & { readonly state: FindingState }): ReactElement {
  return <span className={`state state-${state}`}>{voice.words.state(state)}</span>;
}

export function Badge({
  icon,
  tone,
  children,
}: {
  readonly icon: IconName;
  readonly tone: 'silent' | 'caution';
  readonly children: ReactNode;
}): ReactElement {
  return (
    <span className={`badge badge-${tone}`}>
      <Icon name={icon} />
      <span>{children}</span>
    </span>
  );
}
