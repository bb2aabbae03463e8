import { createPrivateKey, randomUUID, X509Certificate } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { AppError } from '../../base/app-error.ts';
import { systemErrorCode } from '../../base/system-error.ts';

/** A certificate and its private key. They lie in one file, so that there is never one without the other. */
export interface PemBundle {
  readonly certificatePem: string;
  readonly keyPem: string;
}

/** Null when there is no such file. Throws STORE_UNUSABLE when it does not hold a certificate and the key that fits it. */
export function readPemBundle(file: string): PemBundle | null {
  try {
    const text = readFileSync(file, 'utf8');
    const certificatePem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n?/.exec(text)?.[0] ?? '';
    const keyPem = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----\n?/.exec(text)?.[0] ?? '';
    if (!new X509Certificate(certificatePem).checkPrivateKey(createPrivateKey(keyPem)))
      throw new Error('the key is not that of the certificate');
    return { certificatePem, keyPem };
  } catch (cause) {
    if (systemErrorCode(cause) === 'ENOENT') return null;
    throw new AppError(
      'STORE_UNUSABLE',
      `${file} cannot be read or does not hold a certificate with its key. Put it back from a backup; it is never overwritten.`,
      { cause },
    );
  }
}

/** Writes the file for its owner alone, whole and on disk, or not at all. An existing file stands when `replace` is false. */
export function writePemBundle(file: string, { certificatePem, keyPem }: PemBundle, replace: boolean): void {
  writeWhole(file, certificatePem + keyPem, 0o600, replace);
}

export function writeWhole(file: string, text: string, mode: number, replace: boolean): void {
  const draft = `${file}.${randomUUID()}`;
  try {
    writeFileSync(draft, text, { flag: 'wx', mode, flush: true });
    if (replace) renameSync(draft, file);
    else linkSync(draft, file);
  } catch (cause) {
    if (systemErrorCode(cause) !== 'EEXIST')
      throw new AppError(
        'STORE_UNUSABLE',
        `${file} cannot be written (${systemErrorCode(cause) ?? 'unknown'}). Check its permissions and its disk.`,
        { cause },
      );
  } finally {
    rmSync(draft, { force: true });
  }
}
