/** What publishers put beside documents: licences, pages to read, checksums, signatures, lists of files. */
const extensions: ReadonlySet<string> = new Set(
  'md txt rst html htm pdf png jpg jpeg gif svg ico css js asc sig gpg pem sha1 sha256 sha512 md5 yml yaml toml ini lock'.split(' '),
);
const names =
  /^(?:licen[cs]e|readme|copying|copyright|notice|authors|contributing|contributors|changelog|changes|news|security|makefile|dockerfile|version)$/i;
/** Of a CSAF provider's folder. */
const lists: ReadonlySet<string> = new Set(['changes.csv', 'index.txt']);

/** By its name, and only where it does not begin as JSON does: a document under a wrong name is never passed over. `source` is a path or an entry. */
export function isCompanionFile(source: string, bytes: Uint8Array): boolean {
  const name = source.slice(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\'), source.lastIndexOf('!')) + 1);
  const dot = name.lastIndexOf('.');
  const isNamed = dot === -1 ? names.test(name) : extensions.has(name.slice(dot + 1).toLowerCase()) || lists.has(name.toLowerCase());
  if (!isNamed) return false;
  const first = bytes.find((byte) => byte !== 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0xef && byte !== 0xbb && byte !== 0xbf);
  return first !== 0x7b && first !== 0x5b;
}
