import { createServer } from 'node:net';
import { z } from 'zod';

/** A TCP port of loopback that was free a moment ago. */
export function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.once('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const { port } = z.object({ port: z.number() }).parse(server.address());
    server.close(() => resolve(port));
  });
  return promise;
}
