import type { Socket } from 'node:net';
import { maxLineBytes } from '../../contracts/local-api.ts';

/** Calls `onLine` with each whole line that a socket brings; a line over the limit ends the connection. */
export function readLines(socket: Socket, onLine: (line: string) => void): void {
  let parts: Buffer[] = [];
  let size = 0;
  socket.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      parts.push(chunk.subarray(start, end));
      const line = Buffer.concat(parts).toString('utf8');
      parts = [];
      size = 0;
      start = end + 1;
      onLine(line);
    }
    const rest = chunk.subarray(start);
    size += rest.length;
    if (size > maxLineBytes) socket.destroy();
    else if (rest.length > 0) parts.push(rest);
  });
}
