import type { ScanEvent } from '../contracts/scan-event.ts';
import { severityRank } from '../domain/severity.ts';
import type { Language } from '../domain/words/language.ts';
import type { Speaker } from '../domain/words/speaker.ts';
import { cliText } from './text/cli-text.ts';

const marks = { pass: '✓', fail: '✗', unknown: '?' } as const;

/** One line for a person per event worth one; null for the others. */
export function progressLine(event: ScanEvent, speak: Speaker, language: Language): string | null {
  const text = cliText(language);
  if (event.event === 'scan-started') return text.scanning(event.scannerIds.length);
  if (event.event === 'scan-finished') return text.scanDone(event.raised, event.resolved);
  if (event.event === 'scan-failed') return text.scanFailed(event.message);
  if (event.event === 'scanner-started') return null;
  return scannerLine(event, speak, text.failed);
}

/** How one scanner ended, with its gravest finding. */
export function scannerLine(event: Extract<ScanEvent, { event: 'scanner-finished' }>, speak: Speaker, failed: string): string {
  const { coverage, verdict, findings } = event;
  const name = `${marks[verdict]} ${speak.scanner(coverage.scannerId)}`;
  if (coverage.status === 'failed') return `${name}: ${failed} (${coverage.reason ?? ''})`;
  const gravest = findings.toSorted((a, b) => severityRank(b.severity) - severityRank(a.severity))[0];
  if (!gravest) return name;
  const more = findings.length > 1 ? ` (+${findings.length - 1})` : '';
  return `${name}: [${speak.severity(gravest.severity)}] ${speak.findingTitle(gravest.rule, gravest.evidence)}${more}`;
}
