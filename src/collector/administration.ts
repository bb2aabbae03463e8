import { AppError } from '../base/app-error.ts';
import { type Clock, systemClock } from '../base/clock.ts';
import type { Configuration } from '../contracts/configuration.ts';
import { writeEnrolmentString } from '../contracts/enrolment.ts';
import type { AuditOutcome } from '../domain/access/audit-outcome.ts';
import { isOfDepartment, type TokenScope } from '../domain/access/roles.ts';
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
    await noteAtMachine(store, now, 'enrolment-string.create', unit.unitId);
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
    await store.access.sessions.addSignInToken({ tokenHash: secretHash(token), signsInAs: 'administrator', expiresAt });
    await noteAtMachine(store, now, 'sign-in-link.create', null);
    return { link: `${url}/#/sign-in?token=${token}`, expiresAt: new Date(expiresAt).toISOString() };
  });
}

export interface ApiTokenOptions extends AdministrationOptions {
  readonly validMs: number;
  readonly name?: string;
  /** All that the console shows, where none are named. */
  readonly scopes?: readonly TokenScope[];
  /** By name; reads this unit alone. */
  readonly unitName?: string;
}

const everyday: readonly TokenScope[] = ['read:endpoints', 'read:findings', 'read:summaries', 'read:warnings'];

/** A token that reads what its scopes say, and changes nothing. Throws USAGE for a unit with a scope of the department, NOT_FOUND for no unit. */
export async function createApiToken(options: ApiTokenOptions): Promise<Made & { readonly token: string; readonly tokenId: string }> {
  const { validMs, name = '', unitName } = options;
  const scopes = options.scopes ?? (unitName === undefined ? [...everyday, 'metrics'] : everyday);
  const wide = unitName === undefined ? undefined : scopes.find(isOfDepartment);
  if (wide !== undefined) throw new AppError('USAGE', `The scope ${wide} is of the department as a whole: it does not go with --unit.`);
  return withStore(options, async (store, now) => {
    const unit = unitName === undefined ? null : await store.units.named(unitNameOf(unitName));
    if (unitName !== undefined && !unit) throw new AppError('NOT_FOUND', `There is no unit "${unitName}". No token was made.`);
    const token = newSecret();
    const expiresAt = now + validMs;
    const unitId = unit?.unitId ?? null;
    const tokenId = await store.access.apiTokens.add({ tokenHash: secretHash(token), name, scopes, unitId, now, expiresAt });
    await noteAtMachine(store, now, 'api-token.create', `${tokenId} ${scopes.join(' ')}`);
    return { token, tokenId, expiresAt: new Date(expiresAt).toISOString() };
  });
}

export async function withStore<Result>(
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

/** Whoever has a shell on the collector's machine, and what they did there. */
export const noteAtMachine = (
  { access }: Pick<CollectorStore, 'access'>,
  at: number,
  action: string,
  target: string | null,
  outcome: AuditOutcome = 'done',
): Promise<void> =>
  access.audit.append({
    at,
    who: '(command line)',
    role: null,
    unitId: null,
    action,
    target: target?.slice(0, mostTargetLength) ?? null,
    outcome,
    address: null,
  });
const mostTargetLength = 300;

/** Throws USAGE where it is none. */
export function unitNameOf(text: string): string {
  const name = text.normalize('NFC').toWellFormed().replaceAll(/\s+/g, ' ').trim();
  if (name.length === 0 || name.length > 200) throw new AppError('USAGE', 'The name of a unit has 1 to 200 characters.');
  return name;
}
