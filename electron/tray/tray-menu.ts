import type { DashboardView } from '../../src/contracts/tray-app.ts';
import { type Language, languages } from '../../src/domain/words/language.ts';
import { instantText } from './instant.ts';
import { type MenuWords, menuWords } from './menu-words.ts';
import { statusLines, type TrayView } from './tray-view.ts';

export type TrayAction =
  /** Without a view the window stays at the one that it shows. */
  | { readonly kind: 'open'; readonly view?: DashboardView }
  | { readonly kind: 'scan' }
  | { readonly kind: 'resume' }
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

const always = (label: string, action: TrayAction): TrayItem => ({ kind: 'action', label, isEnabled: true, action });

/** Pure. What needs a code or room is an item that opens the view where it is done. */
export function buildTrayMenu(view: TrayView, text: MenuWords): readonly TrayItem[] {
  const isReachable = view.link.kind === 'reachable';
  const isScanning = view.link.kind === 'reachable' && view.link.status.scanning;
  return [
    ...statusLines(view).map(line),
    separator,
    always(text.openDashboard, { kind: 'open' }),
    { kind: 'action', label: isScanning ? text.scanning : text.scanNow, isEnabled: isReachable && !isScanning, action: { kind: 'scan' } },
    ...lastLines(view, text).map(line),
    separator,
    always(text.lastUploadShown, { kind: 'open', view: 'uploads' }),
    ...(isReachable ? [line(text.onDuty)] : []),
    pauseItem(view, text),
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
    always(text.about, { kind: 'open', view: 'settings' }),
    always(text.quit, { kind: 'quit' }),
  ];
}

function pauseItem({ link }: TrayView, text: MenuWords): TrayItem {
  const isPaused = link.kind === 'reachable' && link.status.pause;
  const action: TrayAction = isPaused ? { kind: 'resume' } : { kind: 'open', view: 'settings' };
  return { kind: 'action', label: isPaused ? text.resume : text.pause, isEnabled: link.kind === 'reachable', action };
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
