import type { ReactElement } from 'react';
import type { Decision } from '../../src/domain/finding-state.ts';
import { Command, Notice } from '../components/notice.tsx';
import type { TrayVoice } from './tray-voice.ts';

export interface SettleRefusalProps {
  /** Of the catalogue in base/app-error. */
  readonly code: string;
  readonly decision: Decision;
  readonly fingerprint: string;
  readonly voice: TrayVoice;
}

type CodeRefusal = 'IT_CODE_REQUIRED' | 'IT_CODE_WRONG' | 'RATE_LIMITED';

/** Whether the agent would take the decision with the right IT code. */
export const isAboutCode = (code: string): code is CodeRefusal => ['IT_CODE_REQUIRED', 'IT_CODE_WRONG', 'RATE_LIMITED'].includes(code);

/** Why a decision was not recorded, and what to do. */
export function SettleRefusal({ code, decision, fingerprint, voice }: SettleRefusalProps): ReactElement {
  const { settle: texts } = voice.tray;
  const isForbidden = code === 'FORBIDDEN';
  return (
    <Notice tone="problem" icon="high" title={texts.refused}>
      <p>{isForbidden ? texts.forbidden : isAboutCode(code) ? texts.codeRefused[code] : texts.failed(code)}</p>
      {isForbidden && <Command text={`wardwatch ${decision} ${fingerprint.slice(0, 8)} --by "…" --reason "…"`} />}
    </Notice>
  );
}
