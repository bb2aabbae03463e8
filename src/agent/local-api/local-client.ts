import { connect } from 'node:net';
import { AppError, isErrorCode } from '../../base/app-error.ts';
import { parseJson } from '../../base/parse-json.ts';
import { systemErrorCode } from '../../base/system-error.ts';
import { type LocalAnswer, type LocalCall, localAnswer } from '../../contracts/local-api.ts';
import type { ScanEvent } from '../../contracts/scan-event.ts';
import { readLines } from './json-lines.ts';

export interface LocalClient {
  call<Request, Response>(spec: LocalCall<Request, Response>, request: Request, onProgress?: (event: ScanEvent) => void): Promise<Response>;
  /** Resolves when the agent has closed the connection or it broke. */
  readonly closed: Promise<void>;
  close(): void;
}

interface Waiting {
  answer(message: LocalAnswer): void;
  fail(error: AppError): void;
}

/** Connects to the agent on this machine. Throws AGENT_UNREACHABLE when none listens there. */
export function connectLocalApi({ path, signal }: { readonly path: string; readonly signal: AbortSignal }): Promise<LocalClient> {
  const { promise, resolve, reject } = Promise.withResolvers<LocalClient>();
  const socket = connect(path);
  const waiting = new Map<number, Waiting>();
  const closed = Promise.withResolvers<void>();
  let lastId = 0;
  const unreachable = (cause?: unknown): AppError =>
    new AppError(
      'AGENT_UNREACHABLE',
      `The agent on this machine does not answer (${path}). Start it with "wardwatch agent run" or its service.`,
      { cause },
    );
  const abort = (): void => void socket.destroy();
  signal.addEventListener('abort', abort, { once: true });
  socket.once('error', (cause) => reject(isRefused(cause) ? forbidden(cause) : unreachable(cause)));
  socket.once('close', () => {
    signal.removeEventListener('abort', abort);
    for (const { fail } of waiting.values()) fail(unreachable());
    waiting.clear();
    reject(unreachable());
    closed.resolve();
  });
  readLines(socket, (line) => {
    const message = localAnswer.safeParse(parseJson(line));
    if (!message.success) socket.destroy();
    else waiting.get(message.data.id)?.answer(message.data);
  });
  const client: LocalClient = {
    closed: closed.promise,
    close: () => void socket.end(),
    call<Request, Response>(spec: LocalCall<Request, Response>, request: Request, onProgress?: (event: ScanEvent) => void) {
      const result = Promise.withResolvers<Response>();
      if (!socket.writable) return Promise.reject(unreachable());
      lastId += 1;
      const id = lastId;
      const settle = (): void => void waiting.delete(id);
      waiting.set(id, {
        fail: (error) => result.reject(error),
        answer: (message) => {
          if ('progress' in message) return onProgress?.(message.progress);
          settle();
          if ('error' in message) return result.reject(errorOf(message.error));
          const parsed = spec.response.safeParse(message.response);
          if (parsed.success) result.resolve(parsed.data);
          else
            result.reject(
              new AppError(
                'LOCAL_CALL_INVALID',
                `The agent's answer to "${spec.name}" is not understood; agent and application may be of different versions.`,
              ),
            );
        },
      });
      socket.write(`${JSON.stringify({ id, call: spec.name, request })}\n`);
      return result.promise;
    },
  };
  socket.once('connect', () => resolve(client));
  return promise;
}

const isRefused = (cause: unknown): boolean => ['EACCES', 'EPERM'].includes(systemErrorCode(cause) ?? '');

function forbidden(cause: unknown): AppError {
  return new AppError('FORBIDDEN', 'Only an administrator of this machine, or the account that the agent runs under, may do this.', {
    cause,
  });
}

function errorOf({ code, message }: { readonly code: string; readonly message: string }): AppError {
  return new AppError(isErrorCode(code) ? code : 'INTERNAL', message);
}
