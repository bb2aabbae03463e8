import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { AppError } from '../../base/app-error.ts';
import { systemErrorCode } from '../../base/system-error.ts';
import type { Configuration } from '../../contracts/configuration.ts';
import type { KeyAndChain } from './collector-tls.ts';

export interface CertificateFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

type Settings = Pick<Configuration['collector'], 'tls_certificate_file' | 'tls_key_file'>;

/** Where the hospital's own certificate lies; null where it set none. Throws CONFIGURATION_INVALID for one file without the other. */
export function certificateFiles({ tls_certificate_file: certificateFile, tls_key_file: keyFile }: Settings): CertificateFiles | null {
  if (certificateFile === undefined && keyFile === undefined) return null;
  if (certificateFile !== undefined && keyFile !== undefined) return { certificateFile, keyFile };
  const [set, missing] =
    keyFile === undefined
      ? ['collector.tls_certificate_file', 'collector.tls_key_file']
      : ['collector.tls_key_file', 'collector.tls_certificate_file'];
  throw new AppError('CONFIGURATION_INVALID', `${set} is set and ${missing} is not. A certificate is used with its key: set both or none.`);
}

const largestFileBytes = 1024 * 1024;

/** Throws CONFIGURATION_INVALID for what TLS could not be spoken with; the message names the file and what to do. */
export function readCertificate({ certificateFile, keyFile }: CertificateFiles): KeyAndChain {
  const cert = read(certificateFile);
  const key = read(keyFile);
  const certificate = leafOf(cert, certificateFile);
  const privateKey = privateKeyOf(key, keyFile);
  if (!certificate.checkPrivateKey(privateKey))
    throw invalid(
      `${keyFile} is not the key of the first certificate in ${certificateFile}. Put the server's certificate first, its chain behind it.`,
    );
  try {
    createSecureContext({ key, cert });
  } catch (cause) {
    throw invalid(
      `${certificateFile} and ${keyFile} cannot serve TLS. Check that the chain is whole and that the key is RSA of 2048 bits or more, or ECDSA.`,
      cause,
    );
  }
  return { key, cert };
}

function read(file: string): string {
  try {
    const text = readFileSync(file, 'utf8');
    if (text.length <= largestFileBytes) return text;
  } catch (cause) {
    throw invalid(
      `${file} cannot be read (${systemErrorCode(cause) ?? 'unknown'}). Check the path and that the account of the collector may read it.`,
      cause,
    );
  }
  throw invalid(`${file} is larger than 1 MB. It holds something else than a certificate or a key.`);
}

function leafOf(pem: string, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw invalid(`${file} holds no certificate in PEM. Convert it: "openssl x509 -in FILE -out FILE.pem".`, cause);
  }
}

function privateKeyOf(pem: string, file: string) {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw invalid(
      `${file} holds no private key in PEM that can be read without a password. Convert it: "openssl pkey -in FILE -out FILE.pem".`,
      cause,
    );
  }
}

const invalid = (message: string, cause?: unknown): AppError => new AppError('CONFIGURATION_INVALID', message, { cause });
