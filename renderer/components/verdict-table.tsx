import type { ReactElement } from 'react';
import type { ScannerVerdict } from '../../src/domain/coverage.ts';
import type { Voice } from '../i18n/voice.ts';
import { type Column, DataTable } from './data-table.tsx';
import { VerdictLabel } from './labels.tsx';
import { ShortList } from './short-list.tsx';

export interface VerdictTableProps {
  readonly verdicts: readonly ScannerVerdict[];
  readonly isSilent: boolean;
  readonly voice: Voice;
}

const rank = { fail: 0, unknown: 1, pass: 2 } as const;

/** Pure. Failed checks first, then unknown ones. */
export function failedFirst(verdicts: readonly ScannerVerdict[]): ScannerVerdict[] {
  return verdicts.toSorted((a, b) => rank[a.status] - rank[b.status]);
}

export function VerdictTable({ verdicts, isSilent, voice }: VerdictTableProps): ReactElement {
  return (
    <DataTable
      name="verdicts"
      caption={voice.texts.detail.verdictsCaption}
      columns={columnsOf(isSilent, voice)}
      rows={failedFirst(verdicts)}
      keyOf={({ scannerId }) => scannerId}
    />
  );
}

function columnsOf(isSilent: boolean, voice: Voice): Column<ScannerVerdict>[] {
  const { detail } = voice.texts;
  return [
    { id: 'result', header: detail.result, cell: ({ status }) => <VerdictLabel status={status} isSilent={isSilent} voice={voice} /> },
    { id: 'check', header: detail.check, isRowHeader: true, cell: ({ scannerId }) => voice.words.scanner(scannerId) },
    { id: 'reason', header: detail.reason, cell: (verdict) => <Reason verdict={verdict} voice={voice} /> },
  ];
}

function Reason({ verdict, voice }: { readonly verdict: ScannerVerdict; readonly voice: Voice }): ReactElement | null {
  if (verdict.status === 'pass') return null;
  return (
    <>
      <span className="reason">{voice.words.verdictReason(verdict.reason)}</span>
      {verdict.subjects.length > 0 && <ShortList entries={[...new Set(verdict.subjects)]} isTechnical isFlowing voice={voice} />}
    </>
  );
}
