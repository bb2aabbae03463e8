import type { Coverage, ScannerVerdict } from '../domain/coverage.ts';
import type { Finding } from '../domain/finding.ts';
import { severities } from '../domain/severity.ts';
import type { Language } from '../domain/words/language.ts';
import type { Speaker } from '../domain/words/speaker.ts';
import { words } from '../domain/words/words.ts';
import { detailLines } from './finding-lines.ts';
import type { CliText } from './text/catalogue.ts';
import { cliText } from './text/cli-text.ts';

export interface ReportedScan {
  readonly verdicts: readonly ScannerVerdict[];
  readonly coverage: readonly Coverage[];
  /** Unsettled findings. */
  readonly findings: readonly Finding[];
  readonly resolved: readonly Finding[];
  /** RFC 3339; null when it is not known. */
  readonly lastInstalledAt: string | null;
}

const shownPerSeverity = 8;

/** The closing report for a person: patch status, findings by severity, what could not be read and why. */
export function scanReportLines(scan: ReportedScan, language: Language): string[] {
  const speak = words(language);
  const text = cliText(language);
  return [
    '',
    ...patchLines(scan, speak, text),
    '',
    ...findingLines(scan.findings, speak, text),
    ...(scan.resolved.length > 0
      ? ['', `${text.resolved}:`, ...scan.resolved.map(({ rule, evidence }) => `  ✓ ${speak.findingTitle(rule, evidence)}`)]
      : []),
    '',
    ...unreadLines(scan, speak, text),
    ...(scan.verdicts.some((verdict) => verdict.status === 'unknown' && verdict.reason === 'baseline-just-made')
      ? ['', text.baselineMade]
      : []),
  ];
}

function patchLines({ verdicts, lastInstalledAt }: ReportedScan, speak: Speaker, text: CliText): string[] {
  const verdict = verdicts.find(({ scannerId }) => scannerId === 'patch-status');
  if (!verdict) return [];
  const why = patchReason(verdict, speak, text);
  return [
    `${text.patchStatus}: ${speak.patchStatus(verdict.status)}${why === null ? '' : `: ${why}`}`,
    `${text.lastUpdate}: ${lastInstalledAt ?? speak.status('unknown')}`,
  ];
}

function patchReason(verdict: ScannerVerdict, speak: Speaker, text: CliText): string | null {
  if (verdict.status === 'pass') return null;
  return verdict.reason === 'security-updates-pending' ? text.missingUpdates(verdict.subjects.length) : speak.verdictReason(verdict.reason);
}

function findingLines(findings: readonly Finding[], speak: Speaker, text: CliText): string[] {
  if (findings.length === 0) return [text.noFindings];
  const groups = severities
    .toReversed()
    .map((severity) => ({ severity, group: findings.filter((finding) => finding.severity === severity) }));
  return [
    `${text.findings}:`,
    ...groups.flatMap(({ severity, group }) => [
      ...group.slice(0, shownPerSeverity).flatMap((finding) => {
        const { rule, evidence, technique, fingerprint, state } = finding;
        const mark = `${technique === undefined ? '' : ` · ${technique}`}${state === 'open' ? '' : ` (${speak.state(state)})`}`;
        return [
          `  [${speak.severity(severity)}] ${speak.findingTitle(rule, evidence)}${mark}  ${fingerprint.slice(0, 8)}`,
          ...detailLines(finding, speak, text),
        ];
      }),
      ...(group.length > shownPerSeverity ? [`  ${text.andMore(group.length - shownPerSeverity)}`] : []),
    ]),
  ];
}

/** Agrees with the marks of the checks: a `?` among them that nothing here explained would be one that nobody looks into. */
function unreadLines({ coverage, verdicts }: ReportedScan, speak: Speaker, text: CliText): string[] {
  const unread = coverage.filter(({ status, reason }) => status !== 'ok' || reason !== undefined);
  const isTold = (id: string): boolean => unread.some(({ scannerId }) => scannerId === id);
  const unclear = verdicts.flatMap((verdict) =>
    verdict.status === 'unknown' && verdict.reason !== 'baseline-just-made' && !isTold(verdict.scannerId) ? [verdict] : [],
  );
  return [
    ...(unread.length === 0
      ? [text.nothingUnread]
      : [`${text.notRead}:`, ...unread.map(({ scannerId, reason }) => `  ? ${speak.scanner(scannerId)}: ${reason ?? ''}`)]),
    ...(unclear.length === 0
      ? []
      : [
          `${text.notDetermined}:`,
          ...unclear.map(({ scannerId, reason }) => `  ? ${speak.scanner(scannerId)}: ${speak.verdictReason(reason)}`),
        ]),
  ];
}
