import type { App, Session } from 'electron';
import { isOwnPage } from './page-address.ts';

/** Whatever a page might try that our pages never need: other addresses, windows, permissions, downloads, the network. */
export function denyByDefault(app: App, session: Session): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((request, decide) => decide({ cancel: !mayLoad(request.url) }));
}

// The inspector, which exists in development only, loads its own pages.
const mayLoad = (url: string): boolean => isOwnPage(url) || url.startsWith('devtools://');
