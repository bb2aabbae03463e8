import { normalName } from '../domain/advisories/product-key.ts';

const architecture = /\s*[([]?(?:x64|x86|64-bit|32-bit|amd64|arm64|win64|win32)(?:[ ,;/-][\p{L}\d-]+)*[)\]]?\s*$/iu;
const language = /\s*[([](?:[a-z]{2}(?:[-_][a-z]{2})?)[)\]]\s*$/i;
/** Everything that is taken off has a digit, a bracket or a blank before it: names of most packages have none. */
const mayEndInMore = /[\d ()[\]]/;

/**
 * Names that a program goes by: as it is listed, and without what many lists append: version, architecture, language, in whatever order.
 * `Mozilla Firefox (x64 vi)`, `7-Zip 23.01 (x64)`, `LibreOffice 7.6.4.1`.
 */
export function programNames(name: string, version: string | null): string[] {
  const full = normalName(name);
  if (!mayEndInMore.test(full)) return [full];
  let short = full;
  for (let before = ''; before !== short; ) {
    before = short;
    short = short
      .replace(architecture, '')
      .replace(language, '')
      .replace(/\s*[-–]?\s*\(?v?\d+(?:\.[\p{L}\d]+)+\)?\s*$/u, '')
      .trim();
    if (version !== null && version !== '' && short.endsWith(` ${version.toLowerCase()}`)) short = short.slice(0, -version.length).trim();
  }
  return short === '' || short === full ? [full] : [full, short];
}
