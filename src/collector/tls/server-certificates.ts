import { X509Certificate } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import { toAppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import { type KeyAndChain, openServerTls } from './collector-tls.ts';
import { type CertificateFiles, readCertificate } from './own-certificate.ts';

export interface ServerCertificates {
  /** Under the authority that agents pinned. */
  forAgents(): KeyAndChain;
  /** The hospital's own where there is one. */
  forOthers(): KeyAndChain;
  onChange(listener: () => void): void;
  close(): void;
}

export interface ServerCertificatesDeps {
  readonly tlsFolder: string;
  readonly names: readonly string[];
  readonly files: CertificateFiles | null;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  readonly checkEveryMs: number;
}

const dayMs = 86_400_000;
/** From here on the end of the hospital's certificate is told, once a day. */
export const toldBeforeDays = 30;

/** Keeps what the server shows fresh while it runs: its own certificate is renewed, that of the hospital is taken up when its files change. */
export async function keepServerCertificates(deps: ServerCertificatesDeps): Promise<ServerCertificates> {
  const { tlsFolder, names, files, clock, log } = deps;
  const listeners: (() => void)[] = [];
  let own = await openServerTls(tlsFolder, names, clock.now());
  let hospitals = files && readCertificate(files);
  let lastTold = Number.NEGATIVE_INFINITY;
  let lastFailure = '';

  const tellOfEnd = (): void => {
    if (!hospitals || Math.abs(clock.now() - lastTold) < dayMs) return;
    const days = daysLeft(hospitals, clock.now());
    if (days > toldBeforeDays) return;
    lastTold = clock.now();
    log.warn({ certificateFile: files?.certificateFile, daysLeft: days }, endWords(days));
  };
  const check = async (): Promise<void> => {
    const renewed = await openServerTls(tlsFolder, names, clock.now());
    const read = files && readCertificate(files);
    const isNew = renewed.cert !== own.cert || read?.cert !== hospitals?.cert || read?.key !== hospitals?.key;
    [own, hospitals, lastFailure] = [renewed, read, ''];
    if (!isNew) return;
    log.info({ validTo: validTo(read ?? renewed).toISOString() }, 'the certificate of the server was renewed');
    for (const listener of listeners) listener();
  };
  const checking = setInterval(() => {
    check()
      .catch((thrown: unknown) => {
        const { message } = toAppError(thrown);
        if (message !== lastFailure) log.error({ err: thrown }, `the certificate of the server stays as it is: ${message}`);
        lastFailure = message;
      })
      .finally(tellOfEnd);
  }, deps.checkEveryMs);
  checking.unref();
  tellOfEnd();
  return {
    forAgents: () => own,
    forOthers: () => hospitals ?? own,
    onChange: (listener) => void listeners.push(listener),
    close: () => clearInterval(checking),
  };
}

const validTo = ({ cert }: KeyAndChain): Date => new X509Certificate(cert).validToDate;

const daysLeft = (certificate: KeyAndChain, now: number): number => Math.floor((validTo(certificate).getTime() - now) / dayMs);

const endWords = (days: number): string =>
  days < 0
    ? 'the certificate in collector.tls_certificate_file has ended: browsers refuse it, agents go on. Put a new one in its place; it is taken up within the hour'
    : 'the certificate in collector.tls_certificate_file ends soon: put a new one in its place; it is taken up within the hour';
