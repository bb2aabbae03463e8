import { AppError } from '../base/app-error.ts';
import { type Clock, systemClock } from '../base/clock.ts';
import type { Configuration } from '../contracts/configuration.ts';
import { writeEnrolmentString } from '../contracts/enrolment.ts';
import { type CollectorStore, openCollectorStore } from '../storage/collector/collector-store.ts';
import { newSecret, secretHash } from './auth/secrets.ts';
import { collectorFiles, publicUrl } from './collector-address.ts';
import { openAuthority } from './tls/collector-tls.ts';

/** What works on the collector's folder beside a running collector, or before its first start. */
export interface AdministrationOptions {
  readonly dataFolder: string;
  readonly configuration: Configuration['collector'];
  readonly clock?: Clock;
}

interface Made {
  /** RFC 3339. */
  readonly expiresAt: string;
}

export interface EnrolmentStringOptions extends AdministrationOptions {
  readonly unitName: string;
  readonly uses: number;
  readonly validMs: number;
}

/** Makes the unit when there is none of this name. */
export async function createEnrolmentString(
  options: EnrolmentStringOptions,
): Promise<Made & { readonly enrolmentString: string; readonly unitName: string }> {
  const { unitName, uses, validMs } = options;
  const authority = await openAuthority(collectorFiles(options.dataFolder).tls);
  return withStore(options, async (store, now) => {
    const url = publicUrl(options.configuration, await store.settings.listeningAt());
    const token = newSecret();
    const unit = await store.units.ensure(unitNameOf(unitName), now);
    await store.enrolments.addToken({ tokenHash: secretHash(token), unitId: unit.unitId, uses, now, expiresAt: now + validMs });
    const expiresAt = new Date(now + validMs).toISOString();
    return {
      enrolmentString: writeEnrolmentString({ url, token, expiresAt, authority: authority.fingerprint }),
      unitName: unit.name,
      expiresAt,
    };
  });
}

const signInMs = 15 * 60 * 1000;

/** Works once. The token stands behind the #, which a browser keeps to itself, so it is in no log of a server. */
export function createSignInLink(
  options: AdministrationOptions & { readonly validMs?: number },
): Promise<Made & { readonly link: string }> {
  return withStore(options, async (store, now) => {
    const url = publicUrl(options.configuration, await store.settings.listeningAt());
    const token = newSecret();
    const expiresAt = now + (options.validMs ?? signInMs);
    await store.access.addSignInToken({ tokenHash: secretHash(token), signsInAs: 'administrator', expiresAt });
    return { link: `${url}/#/sign-in?token=${token}`, expiresAt: new Date(expiresAt).toISOString() };
  });
}

/** A token that reads all the collector holds and changes nothing. */
export function createApiToken(options: AdministrationOptions & { readonly validMs: number }): Promise<Made & { readonly token: string }> {
  return withStore(options, async (store, now) => {
    const token = newSecret();
    const expiresAt = now + options.validMs;
    await store.access.addApiToken({ tokenHash: secretHash(token), now, expiresAt });
    return { token, expiresAt: new Date(expiresAt).toISOString() };
  });
}

async function withStore<Result>(
  { dataFolder, clock = systemClock }: AdministrationOptions,
  work: (store: CollectorStore, now: number) => Promise<Result>,
): Promise<Result> {
  const store = openCollectorStore(collectorFiles(dataFolder).database);
  try {
    return await work(store, clock.now());
  } finally {
    await store.close();
  }
}

/** Throws USAGE where it is none. */
export function unitNameOf(text: string): string {
  const name = text.normalize('NFC').toWellFormed().replaceAll(/\s+/g, ' ').trim();
  if (name.length === 0 || name.length > 200) throw new AppError('USAGE', 'The name of a unit has 1 to 200 characters.');
  return name;
}
