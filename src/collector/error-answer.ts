import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { AppError } from '../base/app-error.ts';
import { storeError } from '../storage/store-error.ts';

/** The one place where a broken promise becomes an answer: a catalogue code, and a message that keeps our insides to the log. */
export function answerError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = appErrorOf(thrown);
  const record = { code: error.code, method: request.method, path: request.url.split('?', 1)[0], address: request.ip };
  if (error.httpStatus >= 500) request.log.error({ ...record, err: thrown }, error.message);
  else request.log.info(record, error.message);
  if (isBodyUnread(request)) reply.header('connection', 'close');
  if (error.code === 'SIGN_IN_REQUIRED') reply.header('www-authenticate', 'Bearer');
  const message =
    error.code === 'INTERNAL' ? `The collector could not do this. Its log tells why, at request ${request.id}.` : error.message;
  return reply.code(error.httpStatus).type('application/json; charset=utf-8').send({ code: error.code, message });
}

/** What is left of a refused body is not worth waiting for. */
function isBodyUnread({ raw, headers }: FastifyRequest): boolean {
  const hasBody = headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
  return hasBody && !raw.complete;
}

export function appErrorOf(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (hasZodFastifySchemaValidationErrors(thrown)) return notAsDescribed(thrown);
  const status = statusOf(thrown);
  if (status === 413)
    return new AppError('BODY_TOO_LARGE', 'The body is larger than this route accepts. Nothing was stored.', { cause: thrown });
  if (status === 404) return new AppError('NOT_FOUND', 'There is nothing at this address.', { cause: thrown });
  if (status >= 400 && status < 500)
    return new AppError('REQUEST_INVALID', `The request cannot be read: ${messageOf(thrown)}`, { cause: thrown });
  const ofStore = storeError(thrown, 'collector.db');
  return ofStore instanceof AppError ? ofStore : new AppError('INTERNAL', messageOf(thrown), { cause: thrown });
}

const mostFaultsTold = 3;
const parts: Readonly<Record<string, string>> = { params: 'address', querystring: 'query', body: 'body', headers: 'header' };

function notAsDescribed(error: Pick<FastifyError, 'validation' | 'validationContext'>): AppError {
  const faults = (error.validation ?? [])
    .slice(0, mostFaultsTold)
    .map(({ instancePath, message }) => `${instancePath || '/'} ${message ?? ''}`.slice(0, 200));
  return new AppError(
    'REQUEST_INVALID',
    `The ${parts[error.validationContext ?? ''] ?? 'request'} is not as /api/docs describes it: ${faults.join('; ')}. Nothing was stored.`,
  );
}

function statusOf(thrown: unknown): number {
  return thrown instanceof Error && 'statusCode' in thrown && typeof thrown.statusCode === 'number' ? thrown.statusCode : 500;
}

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
