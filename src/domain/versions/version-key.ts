import { putApkVersion } from './apk.ts';
import { putDpkgVersion } from './dpkg.ts';
import { putGenericVersion } from './generic.ts';
import { putMavenVersion } from './maven.ts';
import { putPep440Version } from './pep440.ts';
import { putRpmVersion } from './rpm.ts';
import { putSemver } from './semver.ts';
import { type PutVersion, refuse, type VersionRefusal } from './version-refusal.ts';
import { longestVersion, type VersionScheme } from './version-scheme.ts';
import { putWindowsBuild } from './windows.ts';

const putVersion: Readonly<Record<VersionScheme, PutVersion>> = {
  dpkg: putDpkgVersion,
  rpm: putRpmVersion,
  apk: putApkVersion,
  semver: putSemver,
  windows: putWindowsBuild,
  maven: putMavenVersion,
  pep440: putPep440Version,
  generic: putGenericVersion,
};

/** Bytes that compare, one by one and a beginning before what goes on, as the versions of the scheme do; null for what is none of it. */
export function versionKey(scheme: VersionScheme, version: string): Uint8Array | null {
  const key: number[] = [];
  return put(key, scheme, version) === null ? new Uint8Array(key) : null;
}

/** Why it is no version of the scheme; null where it is one. */
export const versionRefusal = (scheme: VersionScheme, version: string): VersionRefusal | null => put([], scheme, version);

const put = (key: number[], scheme: VersionScheme, version: string): VersionRefusal | null =>
  version.length > longestVersion ? refuse('too-long') : putVersion[scheme](key, version);
