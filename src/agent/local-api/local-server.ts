import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { AppError, toAppError } from '../../base/app-error.ts';
import { parseJson } from '../../base/parse-json.ts';
import { type LocalAnswer, type LocalCall, localRequest } from '../../contracts/local-api.ts';
import { storeError } from '../../storage/store-error.ts';
import type { ScanEvent } from '../../contracts/scan-event.ts';
import { readLines } from './json-lines.ts';

export interface CallContext {
  /** Fires when the caller has gone or the agent ends. */
  readonly signal: AbortSignal;
  progress(event: ScanEvent): void;
}

/** A call with both ends parsed. Made by `serve`. */
export interface ServedCall {
  readonly name: string;
  handle(raw: unknown, context: CallContext): Promise<unknown>;
}

export function serve<Request, Response>(
  spec: LocalCall<Request, Response>,
  handle: (request: Request, context: CallContext) => Response | Promise<Response>,
): ServedCall {
  return {
    name: spec.name,
    handle: async (raw, context) => {
      const request = spec.request.safeParse(raw);
      if (!request.success)
        throw new AppError('LOCAL_CALL_INVALID', `The call "${spec.name}" has a wrong request: ${request.error.issues[0]?.message ?? ''}.`);
      return spec.response.parse(await handle(request.data, context));
    },
  };
}

export interface LocalServer {
  close(): Promise<void>;
}

const mostConnections = 32;
const mostCallsPerConnection = 8;

/**
 * Listens for local callers. On an address open to `everybody` a call that changes anything but asking for a scan or an upload demands the IT code;
 * one of the `owner` is held shut by the operating system for all but the agent's account and administrators.
 */
export async function startLocalServer(
  path: string,
  calls: readonly ServedCall[],
  openTo: 'everybody' | 'owner' = 'everybody',
): Promise<LocalServer> {
  const ending = new AbortController();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    if (sockets.size >= mostConnections) return void socket.destroy();
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    converse(socket, calls, ending.signal);
  });
  const isPipe = path.startsWith('\\\\');
  if (!isPipe) rmSync(path, { force: true }); // left by an agent that was killed; the folder lock keeps a living one safe
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  const isOpen = isPipe && openTo === 'everybody';
  server.listen({ path, readableAll: isOpen, writableAll: isOpen }, resolve);
  await listening;
  if (!isPipe) chmodSync(path, openTo === 'everybody' ? 0o666 : 0o600);
  return {
    close: () => {
      const { promise, resolve: closed } = Promise.withResolvers<void>();
      ending.abort();
      server.close(() => closed());
      for (const socket of sockets) socket.destroy();
      return promise;
    },
  };
}

function converse(socket: Socket, calls: readonly ServedCall[], ending: AbortSignal): void {
  const gone = new AbortController();
  const signal = AbortSignal.any([gone.signal, ending]);
  let underWay = 0;
  socket.once('close', () => gone.abort());
  socket.on('error', () => gone.abort());
  const answer = (message: LocalAnswer): void => {
    if (!socket.destroyed) socket.write(`${JSON.stringify(message)}\n`);
  };
  readLines(socket, (line) => {
    if (underWay >= mostCallsPerConnection) return void socket.destroy();
    underWay += 1;
    void handleLine(line, calls, signal, answer).finally(() => {
      underWay -= 1;
    });
  });
}

async function handleLine(
  line: string,
  calls: readonly ServedCall[],
  signal: AbortSignal,
  answer: (message: LocalAnswer) => void,
): Promise<void> {
  const parsed = localRequest.safeParse(parseJson(line));
  if (!parsed.success)
    return answer({ id: 0, error: { code: 'LOCAL_CALL_INVALID', message: 'This line is no request of the local API.' } });
  const { id, call, request } = parsed.data;
  try {
    const served = calls.find(({ name }) => name === call);
    if (!served) throw new AppError('LOCAL_CALL_INVALID', `There is no call "${call}".`);
    answer({ id, response: await served.handle(request, { signal, progress: (event) => answer({ id, progress: event }) }) });
  } catch (thrown) {
    const { code, message } = toAppError(storeError(thrown, 'agent.db'));
    answer({ id, error: { code, message } });
  }
}
