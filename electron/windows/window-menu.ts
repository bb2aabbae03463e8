import { Menu } from 'electron';
import type { Language } from '../../src/domain/words/language.ts';
import { menuWords } from '../tray/menu-words.ts';

/** Hidden until Alt is pressed; its keys always work: copying, and the text size that people with poor sight need. */
export function setWindowMenu(language: Language): void {
  const text = menuWords[language];
  const menu = Menu.buildFromTemplate([
    {
      label: text.view,
      submenu: [
        { role: 'copy', label: text.copy },
        { role: 'selectAll', label: text.selectAll },
        { type: 'separator' },
        { role: 'zoomIn', label: text.zoomIn },
        { role: 'zoomOut', label: text.zoomOut },
        { role: 'resetZoom', label: text.zoomReset },
        { type: 'separator' },
        { role: 'close', label: text.closeWindow },
      ],
    },
  ]);
  Menu.setApplicationMenu(menu);
}
