import { connect, createServer, type TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { openServerTls } from '../../src/collector/tls/collector-tls.ts';
import { freePort } from './free-port.ts';

export interface CountingProxy {
  readonly url: string;
  /** Bytes above TLS since the last call, headers and all, in either direction. */
  taken(): { readonly sent: number; readonly answered: number };
}

/** Ends TLS with the collector's own certificate and goes on to it, counting what passes. */
export async function countingProxy(collectorPort: number, tlsFolder: string): Promise<CountingProxy> {
  const port = await freePort();
  const counts = { sent: 0, answered: 0 };
  const sockets: TLSSocket[] = [];
  const server = createServer(await openServerTls(tlsFolder, ['127.0.0.1'], Date.now()), (near) => {
    const far = connect({ port: collectorPort, host: '127.0.0.1', rejectUnauthorized: false });
    sockets.push(near, far);
    near.on('data', (chunk: Buffer) => void (counts.sent += chunk.length));
    far.on('data', (chunk: Buffer) => void (counts.answered += chunk.length));
    for (const socket of [near, far]) socket.on('error', () => (near.destroy(), far.destroy()));
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    url: `https://127.0.0.1:${port}`,
    taken() {
      const now = { ...counts };
      counts.sent = counts.answered = 0;
      return now;
    },
  };
}
