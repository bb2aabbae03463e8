import { type Language, languages } from '../../src/domain/words/language.ts';
import { instantText } from './instant.ts';
import { type MenuWords, menuWords } from './menu-words.ts';
import { statusLines, type TrayView } from './tray-view.ts';

export type TrayAction =
  | { readonly kind: 'open-dashboard' }
  | { readonly kind: 'scan' }
  | { readonly kind: 'speak'; readonly language: Language }
  | { readonly kind: 'quit' };

/** The menu as data: a line tells something, an action does something, a choice is one of several. */
export type TrayItem =
  | { readonly kind: 'line'; readonly label: string }
  | { readonly kind: 'separator' }
  | { readonly kind: 'action'; readonly label: string; readonly isEnabled: boolean; readonly action: TrayAction }
  | { readonly kind: 'choices'; readonly label: string; readonly choices: readonly TrayChoice[] };
export interface TrayChoice {
  readonly label: string;
  readonly isChosen: boolean;
  readonly action: TrayAction;
}

const separator: TrayItem = { kind: 'separator' };
const line = (label: string): TrayItem => ({ kind: 'line', label });

/** Pure. */
export function buildTrayMenu(view: TrayView): readonly TrayItem[] {
  const text = menuWords[view.language];
  const isReachable = view.link.kind === 'reachable';
  const isScanning = view.link.kind === 'reachable' && view.link.status.scanning;
  return [
    ...statusLines(view).map(line),
    separator,
    { kind: 'action', label: text.openDashboard, isEnabled: true, action: { kind: 'open-dashboard' } },
    { kind: 'action', label: isScanning ? text.scanning : text.scanNow, isEnabled: isReachable && !isScanning, action: { kind: 'scan' } },
    ...lastLines(view, text).map(line),
    separator,
    {
      kind: 'choices',
      label: text.language,
      choices: languages.map((language) => ({
        label: menuWords[language].languageName,
        isChosen: language === view.language,
        action: { kind: 'speak', language },
      })),
    },
    { kind: 'action', label: text.quit, isEnabled: true, action: { kind: 'quit' } },
  ];
}

function lastLines({ link, language, scanFailure }: TrayView, text: MenuWords): string[] {
  if (link.kind !== 'reachable') return [];
  const { lastScanAt, lastUploadAt, endpointId } = link.status;
  const notSent = endpointId === null ? text.notEnrolled : text.neverUploaded;
  return [
    ...(scanFailure === null ? [] : [text.scanFailed(scanFailure)]),
    ...(lastScanAt === null ? [] : [text.lastScan(instantText(lastScanAt, language))]),
    lastUploadAt === null ? notSent : text.lastUpload(instantText(lastUploadAt, language)),
  ];
}
