import { Notification } from 'electron';
import type { Notice } from './notifier.ts';

const held = new Set<Notification>();

/** Without sound; it is kept from being collected while it may still be clicked. Does nothing where the desktop shows none. */
export function showNotice(icon: string): (notice: Notice, onClick: () => void) => void {
  return ({ title, body }, onClick) => {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body, icon, silent: true });
    held.add(notification);
    const letGo = (): void => void held.delete(notification);
    notification.once('close', letGo);
    notification.once('click', () => {
      letGo();
      onClick();
    });
    notification.show();
  };
}
