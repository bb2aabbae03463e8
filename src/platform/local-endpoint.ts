import { tmpdir } from 'node:os';
import { join } from 'node:path';

// sockaddr_un holds 108 bytes on Linux, 104 on macOS, the final zero included.
const longestSocketPath = 92; // and room for "-control"

/** An address for a local server: `socketPath` on Unix, or a short one in the temporary folder where that is too long; a named pipe on Windows. */
export function localEndpoint(socketPath: string, id: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\wardwatch-${id}`;
  return Buffer.byteLength(socketPath) <= longestSocketPath ? socketPath : join(tmpdir(), `wardwatch-${id}.sock`);
}
