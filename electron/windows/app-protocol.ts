import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { servedFile } from './page-address.ts';

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** To be called before the application is ready. */
export function declareAppProtocol(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
}

/** Serves the files of `folder`, and nothing outside it, to the pages of this session. */
export function serveAppProtocol(session: Session, folder: string): void {
  session.protocol.handle('app', async ({ url, method }) => {
    const served = servedFile(folder, url);
    if (method !== 'GET' || !served) return answer(404);
    try {
      return answer(200, await readFile(served.file), served.type);
    } catch {
      return answer(404);
    }
  });
}

function answer(status: number, body: Uint8Array<ArrayBuffer> | null = null, type = 'text/plain'): Response {
  const headers = {
    'content-type': type,
    'content-security-policy': contentSecurityPolicy,
    'cross-origin-opener-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
  return new Response(body, { status, headers });
}
