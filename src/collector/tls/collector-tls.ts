import { createHash, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { AppError } from '../../base/app-error.ts';
import { issueAuthority, issueDataCertificate, issueServerCertificate, type Validity } from './issue-certificate.ts';
import { type PemBundle, readPemBundle, writePemBundle, writeWhole } from './pem-bundle.ts';
import { makeFolder } from '../../storage/make-folder.ts';

export interface CollectorAuthority {
  readonly bundle: PemBundle;
  /** SHA-256 of the certificate (DER) in hexadecimal: what agents pin. */
  readonly fingerprint: string;
}

/** The certificate of the authority alone, for people to hand to browsers and to `pull --authority`. */
export const authorityCertificateFile = (tlsFolder: string): string => join(tlsFolder, 'authority-certificate.pem');

/** The authority of this collector, made when there is none. Two processes that come at once end up with the same one. */
export async function openAuthority(tlsFolder: string): Promise<CollectorAuthority> {
  makeFolder(tlsFolder);
  const file = join(tlsFolder, 'authority.pem');
  if (!readPemBundle(file)) writePemBundle(file, await issueAuthority(), false);
  const bundle = readPemBundle(file);
  if (!bundle) throw new AppError('STORE_UNUSABLE', `${file} vanished while it was being read. Is something else deleting files there?`);
  writeWhole(authorityCertificateFile(tlsFolder), bundle.certificatePem, 0o644, false);
  const der = new X509Certificate(bundle.certificatePem).raw;
  return { bundle, fingerprint: createHash('sha256').update(der).digest('hex') };
}

export interface KeyAndChain {
  readonly key: string;
  /** The certificate of the server first, then those that lead to its authority. */
  readonly cert: string;
}

const dayMs = 86_400_000;
/** Browsers take no longer one; agents do not look at dates (decision 0034). */
const lifeMs = 90 * dayMs;
const renewedBeforeMs = 30 * dayMs;

/** The server's certificate under the collector's authority. Issued anew when it lacks one of the names, and 30 days before it ends. */
export async function openServerTls(tlsFolder: string, names: readonly string[], now: number): Promise<KeyAndChain> {
  const { bundle: authority } = await openAuthority(tlsFolder);
  const file = join(tlsFolder, 'server.pem');
  const present = readPemBundle(file);
  const server = present && fits(present, authority, names, now) ? present : await issueServerCertificate(authority, names, lifeFrom(now));
  if (server !== present) writePemBundle(file, server, true);
  return { key: server.keyPem, cert: server.certificatePem + authority.certificatePem };
}

const lifeFrom = (now: number): Validity => ({ notBefore: new Date(now - dayMs), notAfter: new Date(now + lifeMs) });

/** What signs data for agents; made when there is none. */
export async function openDataSigner(tlsFolder: string): Promise<PemBundle> {
  const { bundle: authority } = await openAuthority(tlsFolder);
  const file = join(tlsFolder, 'data.pem');
  const present = readPemBundle(file);
  if (present && isIssuedBy(present, authority)) return present;
  const signer = await issueDataCertificate(authority);
  writePemBundle(file, signer, true);
  return signer;
}

const isIssuedBy = ({ certificatePem }: PemBundle, authority: PemBundle): boolean =>
  new X509Certificate(certificatePem).verify(new X509Certificate(authority.certificatePem).publicKey);

function fits(server: PemBundle, authority: PemBundle, names: readonly string[], now: number): boolean {
  const certificate = new X509Certificate(server.certificatePem);
  const leftMs = certificate.validToDate.getTime() - now;
  return (
    isIssuedBy(server, authority) &&
    names.every((name) => (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined) &&
    leftMs > renewedBeforeMs &&
    leftMs <= lifeMs // more is left where the clock was set back since
  );
}
