import { editionOf, plainName } from './windows-edition.ts';
import { type WindowsKind, windowsReleasesOf } from './windows-builds.ts';
import type { SystemIdentity } from './inventory.ts';

/** What a Windows says of itself. */
export interface WindowsClaim {
  /** `Microsoft Windows 10 Pro`, in whatever language; null where it could not be read. */
  readonly name: string | null;
  readonly build: number;
  /** Null where it shows none. */
  readonly servicePack: number | null;
  /** From elsewhere than the name; decides only where the name does not. */
  readonly kind: WindowsKind | null;
}

export type ToldWindows =
  | ({ readonly status: 'told' } & Pick<SystemIdentity, 'product' | 'version' | 'edition'>)
  /** `shared-build`: client or server. `unknown-build`: not a released one, and the name does not help. `contradiction`: the name is of another build. */
  | { readonly status: 'untold'; readonly reason: 'shared-build' | 'unknown-build' | 'contradiction' };

/** Names are localised and some lie (Windows 11 keeps `Windows 10` in its registry): the build decides, the name tells client from server. */
export function tellWindows({ name, build, servicePack, kind }: WindowsClaim): ToldWindows {
  const plain = plainName(name ?? '');
  const named = namedProduct(plain);
  const releases = windowsReleasesOf(build);
  const decidingKind = namedKind(plain) ?? kind;
  const [release, other] = releases.filter((candidate) => decidingKind === null || candidate.kind === decidingKind);
  if (other) return { status: 'untold', reason: 'shared-build' };
  const product = release?.product ?? (releases.length === 0 ? named : null);
  if (product === null) return { status: 'untold', reason: releases.length === 0 ? 'unknown-build' : 'contradiction' };
  if (named !== null && named !== product && !(named === 'Windows 10' && product === 'Windows 11'))
    return { status: 'untold', reason: 'contradiction' };
  const version = release?.version ?? (servicePack === null ? null : `SP${servicePack}`);
  return { status: 'told', product, version, edition: editionOf(plain) };
}

/** `Server` is part of the brand and stays in every language. */
function namedKind(plain: string): WindowsKind | null {
  if (/\bServer\b/i.test(plain)) return 'server';
  return /\bWindows (?:XP|Vista|7|8|8\.1|10|11|Embedded|POSReady)(?![\w.])/i.test(plain) ? 'client' : null;
}

function namedProduct(plain: string): string | null {
  const server = /\bWindows Server (20\d\d)(?: (R2))?(?!\w)/i.exec(plain);
  if (server) return ['Windows Server', server[1], server[2]?.toUpperCase()].filter((part) => part !== undefined).join(' ');
  const client = /\bWindows (XP|Vista|7|8\.1|8|10|11)(?![\w.])/i.exec(plain)?.[1];
  if (client === undefined) return null;
  return `Windows ${client.toLowerCase() === 'xp' ? 'XP' : client.charAt(0).toUpperCase() + client.slice(1).toLowerCase()}`;
}
