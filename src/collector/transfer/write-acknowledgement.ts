import { createPrivateKey, sign } from 'node:crypto';
import { type Acknowledgement, acknowledgementMagic } from '../../contracts/transfer.ts';
import type { PemBundle } from '../tls/pem-bundle.ts';

/** The text of an acknowledgement file (contracts/transfer.ts). */
export function writeAcknowledgement(what: Omit<Acknowledgement, 'certificate'>, { certificatePem, keyPem }: PemBundle): string {
  const document: Acknowledgement = { ...what, certificate: certificatePem };
  const signed = `${acknowledgementMagic}\n${JSON.stringify(document)}\n`;
  const signature = sign('sha256', Buffer.from(signed), { key: createPrivateKey(keyPem), dsaEncoding: 'ieee-p1363' });
  return `${signed}${signature.toString('base64')}\n`;
}
