import type { Finding, FindingState } from '../../../src/domain/finding.ts';
import type { Severity } from '../../../src/domain/severity.ts';
import type { TrayVoice } from '../tray-voice.ts';

export interface FindingChoice {
  readonly state: FindingState | 'unsettled';
  readonly severity: Severity | null;
  readonly text: string;
}

export const anyFinding: FindingChoice = { state: 'unsettled', severity: null, text: '' };

/** Pure. Every word that was typed is somewhere in what the card says, whatever its case and accents. */
export function fits(finding: Finding, { severity, text }: FindingChoice, voice: Pick<TrayVoice, 'words'>): boolean {
  if (severity !== null && finding.severity !== severity) return false;
  const { rule, evidence, scannerId, technique = '', fingerprint } = finding;
  const said = plain(
    [voice.words.findingTitle(rule, evidence), voice.words.scanner(scannerId), evidence.subject, technique, fingerprint].join(' '),
  );
  return plain(text)
    .split(/\s+/)
    .every((word) => said.includes(word));
}

/** Who types without accents finds what has them; đ is a letter of its own and loses nothing by decomposition. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
