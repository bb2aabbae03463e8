import type { AgentStatus } from '../../src/contracts/local-api.ts';
import type { ErrorCode } from '../../src/base/app-error.ts';
import { severities } from '../../src/domain/severity.ts';
import type { Language } from '../../src/domain/words/language.ts';
import { words } from '../../src/domain/words/words.ts';
import type { LinkState } from '../agent-link/link-state.ts';
import { instantText } from './instant.ts';
import { type MenuWords, menuWords } from './menu-words.ts';
import { isScanStale } from './tray-state.ts';

/** Everything that icon, tooltip and menu are made from. */
export interface TrayView {
  readonly link: LinkState;
  readonly language: Language;
  /** Of the last scan that was asked for here, if it did not finish. */
  readonly scanFailure: ErrorCode | null;
  readonly now: number;
}

/** The state in words, most pressing first: the tooltip, and the first lines of the menu. */
export function statusLines({ link, language, now }: TrayView): string[] {
  const text = menuWords[language];
  if (link.kind === 'connecting') return [text.connecting];
  if (link.kind === 'unreachable') return unreachableLines(link.error.code, text);
  const { status } = link;
  return [
    ...(status.pause ? [text.paused(instantText(status.pause.until, language))] : []),
    ...findingLine(status, language),
    ...(status.lastScanAt === null ? [text.neverScanned] : []),
    text.patchStatus(words(language).patchStatus(status.patchStatus)),
    ...(status.lastScanAt !== null && isScanStale(status.lastScanAt, now) ? [text.scanStale] : []),
    ...(status.lastUploadError === null ? [] : [text.uploadFails]),
  ];
}

function unreachableLines(code: ErrorCode, text: MenuWords): string[] {
  if (code === 'AGENT_STARTING') return [text.agentStarting, text.pleaseWait];
  if (code === 'AGENT_OLDER') return [text.agentOlder, text.upgradeAgent];
  if (code === 'AGENT_NEWER') return [text.agentNewer, text.upgradeIcon];
  return code === 'LOCAL_CALL_INVALID' ? [text.versionsDiffer, text.installSame] : [text.unreachable, text.startAgent];
}

/** Counts from critical to medium; what is below asks nothing of anyone today. That nothing was found is said only after a scan. */
function findingLine({ openFindings, lastScanAt }: AgentStatus, language: Language): string[] {
  const count = new Intl.NumberFormat(language);
  const list = severities
    .toReversed()
    .filter((severity) => severity !== 'info' && severity !== 'low' && openFindings[severity] > 0)
    .map((severity) => `${count.format(openFindings[severity])} ${words(language).severity(severity).toLocaleLowerCase(language)}`);
  if (list.length > 0) return [menuWords[language].openFindings(list.join(', '))];
  return lastScanAt === null ? [] : [menuWords[language].noFindings];
}

export function tooltipOf(view: TrayView): string {
  return `WardWatch\n${statusLines(view).join('\n')}`;
}
