import { randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import type { Extension, ExtendedKeyUsage as ExtendedKeyUsageType } from '@peculiar/x509';
import { authorityName } from '../../contracts/enrolment.ts';
import type { PemBundle } from './pem-bundle.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** RFC 5280, section 4.1.2.5: a certificate without a well-defined end. docs/decisions/0002 tells why. */
const unending: Validity = { notBefore: new Date('2000-01-01T00:00:00Z'), notAfter: new Date('9999-12-31T23:59:59Z') };

export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Loaded only when a certificate is made: a collector that has its certificates starts without it. */
async function loadX509() {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

/** Positive, and 127 random bits: RFC 5280, section 4.1.2.2. */
function newSerialNumber(): string {
  const bytes = randomBytes(16);
  bytes.writeUInt8((bytes.readUInt8(0) & 0x7f) | 0x40, 0);
  return bytes.toString('hex');
}

/** A self-signed authority that may issue server certificates and nothing else. */
export async function issueAuthority(commonName = `${authorityName} ${randomBytes(4).toString('hex')}`): Promise<PemBundle> {
  const x509 = await loadX509();
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerialNumber(),
    name: `CN=${commonName}`,
    ...unending,
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificatePem: withNewline(certificate.toString('pem')), keyPem: await keyPemOf(keys.privateKey) };
}

/** A server certificate for these host names and IP addresses. */
export async function issueServerCertificate(authority: PemBundle, names: readonly string[], validity: Validity): Promise<PemBundle> {
  const { ExtendedKeyUsage, SubjectAlternativeNameExtension } = await loadX509();
  const alternatives = names.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value }));
  const extensions = [new SubjectAlternativeNameExtension(alternatives)];
  return issue(authority, { commonName: 'WardWatch collector', usage: ExtendedKeyUsage.serverAuth, extensions, validity });
}

/** A certificate for signing data that agents take over: advisories and, in time, policy. It serves no connection. */
export async function issueDataCertificate(authority: PemBundle): Promise<PemBundle> {
  const { ExtendedKeyUsage } = await loadX509();
  return issue(authority, {
    commonName: 'WardWatch collector data',
    usage: ExtendedKeyUsage.codeSigning,
    extensions: [],
    validity: unending,
  });
}

interface Issued {
  readonly commonName: string;
  readonly usage: ExtendedKeyUsageType;
  readonly extensions: readonly Extension[];
  readonly validity: Validity;
}

async function issue(authority: PemBundle, { commonName, usage, extensions, validity }: Issued): Promise<PemBundle> {
  const x509 = await loadX509();
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const issuer = new x509.X509Certificate(authority.certificatePem);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: newSerialNumber(),
    subject: `CN=${commonName}`,
    issuer: issuer.subject,
    ...validity,
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: await privateKeyOf(authority.keyPem),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([usage]),
      ...extensions,
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificatePem: withNewline(certificate.toString('pem')), keyPem: await keyPemOf(keys.privateKey) };
}

async function keyPemOf(key: webcrypto.CryptoKey): Promise<string> {
  const base64 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${base64.replaceAll(/.{1,64}/g, '$&\n')}-----END PRIVATE KEY-----\n`;
}

function privateKeyOf(pem: string): Promise<webcrypto.CryptoKey> {
  const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  return webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
}

const withNewline = (pem: string): string => `${pem.trimEnd()}\n`;
