/** How the versions of a product are ordered: the ecosystem's own rules, or `generic` where none are known. */
export const versionSchemes = ['dpkg', 'rpm', 'apk', 'semver', 'windows', 'maven', 'pep440', 'generic'] as const;
export type VersionScheme = (typeof versionSchemes)[number];

/** Longer versions are refused by every scheme: no real one comes near, and comparing must stay cheap. */
export const longestVersion = 200;
