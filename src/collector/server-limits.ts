import type { Duplex } from 'node:stream';
import { systemErrorCode } from '../base/system-error.ts';
import type { ErrorCode } from '../base/app-error.ts';

/** Nobody holds a connection, a header or a body open for longer or makes it larger than an honest agent on a bad line needs. */
export const serverTimes = {
  handshakeTimeout: 20_000,
  maxHeaderSize: 16 * 1024,
  headersTimeout: 20_000,
  connectionTimeout: 120_000,
  requestTimeout: 120_000,
  keepAliveTimeout: 75_000,
} as const;

export const applicationLimits = {
  bodyLimit: 64 * 1024,
  forceCloseConnections: 'idle',
  return503OnClosing: false,
} as const;

interface Unreadable {
  readonly status: string;
  readonly code: ErrorCode;
  readonly message: string;
}

const unreadable: Readonly<Record<string, Unreadable>> = {
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    code: 'REQUEST_INVALID',
    message: 'The headers are larger than 16 KB.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: '408 Request Timeout', code: 'REQUEST_INVALID', message: 'The request did not arrive in time.' },
};
const notHttp: Unreadable = {
  status: '400 Bad Request',
  code: 'REQUEST_INVALID',
  message: 'This is not an HTTP request that can be read.',
};

/** Answers what never became a request, in the same form as every other error. */
export function answerUnreadable(error: Error, socket: Duplex): void {
  const errno = systemErrorCode(error) ?? '';
  if (errno === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, code, message } = unreadable[errno] ?? notHttp;
  const body = JSON.stringify({ code, message });
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
