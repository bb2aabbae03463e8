import { gunzip } from 'node:zlib';
import { AppError } from '../../base/app-error.ts';
import { systemErrorCode } from '../../base/system-error.ts';

/**
 * The content of a body as sent. Decompression stops at `maxBytes`, whatever the body claims. Throws BODY_TOO_LARGE, and
 * REQUEST_INVALID for a truncated or damaged body or an encoding other than gzip.
 */
export async function inflateBody(bytes: Buffer, encoding: string | undefined, maxBytes: number): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return bytes;
  if (encoding !== 'gzip')
    throw new AppError('REQUEST_INVALID', 'The body has a Content-Encoding other than gzip. Send it as gzip or plain.');
  return new Promise((resolve, reject) => {
    gunzip(bytes, { maxOutputLength: maxBytes }, (error, inflated) => (error ? reject(inflateError(error, maxBytes)) : resolve(inflated)));
  });
}

function inflateError(cause: Error, maxBytes: number): AppError {
  if (systemErrorCode(cause) === 'ERR_BUFFER_TOO_LARGE') return bodyTooLarge(maxBytes, cause);
  return new AppError('REQUEST_INVALID', 'The gzip body is cut off or damaged. Nothing was stored; send it again whole.', { cause });
}

export function bodyTooLarge(maxBytes: number, cause?: unknown): AppError {
  return new AppError(
    'BODY_TOO_LARGE',
    `The body holds more than the ${Math.round(maxBytes / 1024)} KB that are accepted here, after decompression. Nothing was stored.`,
    { cause },
  );
}
