import { buildsOfRelease, isSisterBuild } from '../inventory/windows-builds.ts';

/**
 * Build and revision, `19045.6093`, of a fix for a release, however it is written: `10.0.19045.6093`, or as that of a sister release,
 * `19044.6093`. Null for what is no build, and for that of another system: held against it, any machine would look fixed or none.
 */
export function fixedBuildOf(release: string, written: string): string | null {
  const [, buildText, revision] = /^(?:\d{1,2}\.\d{1,2}\.)?(\d{4,5})\.(\d{1,6})$/.exec(written.trim()) ?? [];
  if (buildText === undefined || revision === undefined) return null;
  const stated = Number(buildText);
  const own = buildsOfRelease(release);
  // Of a release that is not known, the build is taken at its word.
  const build = own.length === 0 || own.includes(stated) ? stated : own.find((candidate) => isSisterBuild(candidate, stated));
  return build === undefined ? null : `${build}.${Number(revision)}`;
}
