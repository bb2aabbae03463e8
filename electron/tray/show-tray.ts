import { Menu, type MenuItemConstructorOptions, type NativeImage, nativeImage, Tray } from 'electron';
import { menuWords } from './menu-words.ts';
import { buildTrayMenu, type TrayAction, type TrayItem } from './tray-menu.ts';
import { type TrayState, trayStateOf } from './tray-state.ts';
import { tooltipOf, type TrayView } from './tray-view.ts';

export interface ShownTray {
  show(view: TrayView): void;
}

/** The icon in the tray. What has not changed is not set again: an open menu would close. */
export function showTray(icons: ReadonlyMap<TrayState, NativeImage>, first: TrayView, onAction: (action: TrayAction) => void): ShownTray {
  const iconOf = (state: TrayState): NativeImage => icons.get(state) ?? nativeImage.createEmpty();
  const tray = new Tray(iconOf(trayStateOf(first.link, first.now)));
  tray.on('click', () => onAction({ kind: 'open' }));
  const setIcon = whenChanged((state: TrayState) => tray.setImage(iconOf(state)));
  const setTooltip = whenChanged((text: string) => tray.setToolTip(text));
  const setMenu = whenChanged((items: readonly TrayItem[]) =>
    tray.setContextMenu(Menu.buildFromTemplate(items.map((item) => template(item, onAction)))),
  );
  const show = (view: TrayView): void => {
    setIcon(trayStateOf(view.link, view.now));
    setTooltip(tooltipOf(view));
    setMenu(buildTrayMenu(view, menuWords[view.language]));
  };
  show(first);
  return { show };
}

function whenChanged<Value>(set: (value: Value) => void): (value: Value) => void {
  let last: string | null = null;
  return (value) => {
    const text = JSON.stringify(value);
    if (text !== last) set(value);
    last = text;
  };
}

function template(item: TrayItem, onAction: (action: TrayAction) => void): MenuItemConstructorOptions {
  switch (item.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'line':
      return { label: plain(item.label), enabled: false };
    case 'action':
      return { label: plain(item.label), enabled: item.isEnabled, click: () => onAction(item.action) };
    case 'choices':
      return {
        label: plain(item.label),
        submenu: item.choices.map(({ label, isChosen, action }) => ({
          label: plain(label),
          type: 'radio',
          checked: isChosen,
          click: () => onAction(action),
        })),
      };
  }
}

// An ampersand in a label would become a mnemonic.
const plain = (label: string): string => label.replaceAll('&', '&&');
