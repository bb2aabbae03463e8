import { PackageURL } from 'packageurl-js';

export interface PurlParts {
  readonly type: string;
  readonly qualifiers: Readonly<Record<string, string>>;
}

/** Null for what is no package URL. */
export function purlParts(purl: string | undefined): PurlParts | null {
  if (purl === undefined) return null;
  try {
    const { type, qualifiers } = PackageURL.fromString(purl);
    return { type, qualifiers: { ...qualifiers } };
  } catch {
    return null;
  }
}
