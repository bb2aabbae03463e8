import type { ReactElement } from 'react';
import { Command } from '../../components/notice.tsx';
import type { AccountTexts } from '../../i18n/account-texts.ts';

export interface RecoveryCodeListProps {
  readonly codes: readonly string[];
  readonly texts: AccountTexts;
  readonly onKept: () => void;
}

/** They are told once. */
export function RecoveryCodeList({ codes, texts, onKept }: RecoveryCodeListProps): ReactElement {
  return (
    <>
      <p>{texts.recoveryLead}</p>
      <Command text={codes.join('\n')} />
      <button type="button" className="button" onClick={onKept}>
        {texts.done}
      </button>
    </>
  );
}
