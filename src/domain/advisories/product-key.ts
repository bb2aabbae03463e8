/**
 * The name of a product as advisories and inventories share it: `space|release|name`, lower case, NFC.
 *
 * | space | release | name | from |
 * |---|---|---|---|
 * | `debian`, `ubuntu` | `12`, `22.04` | source package | OSV `Debian:12`, `Ubuntu:22.04:LTS` |
 * | `alpine` | `3.19` | source package (origin) | OSV `Alpine:v3.19` |
 * | `rpm/<distribution>` (`rpm/rocky`, `rpm/almalinux`, `rpm/redhat`, `rpm/suse`, `rpm/opensuse`, `rpm/fedora`) | `9` | binary package | OSV |
 * | `pypi`, `npm`, `maven`, `go`, … | | package | OSV |
 * | `windows` | `10-22h2`, `11-23h2`, `server-2019`, `server-2012-r2`, `7-sp1` | `windows` | MSRC |
 * | `microsoft` | `2016` or empty | `office`, `.net framework 3.5`, … | MSRC |
 * | `program` | | product name as people know it | CSAF, letters, Windows' list of programs |
 * | `cpe` | | `a:vendor:product` | CPE 2.2 and 2.3 |
 * | `purl` | | purl without version and qualifiers | CSAF |
 */
export type ProductKey = string;

export interface ProductKeyParts {
  readonly space: string;
  readonly release: string;
  readonly name: string;
}

/** Is what normalName makes of it: ASCII without capitals, blanks and bars, as names of packages are. */
const plainName = /^[!-@[-{}~]*$/;

/** Names differ in case, in composed and decomposed letters and in blanks; keys do not. Any script is a name. */
export const normalName = (name: string): string =>
  plainName.test(name) ? name : name.normalize('NFC').toLowerCase().replaceAll('|', ' ').replaceAll(/\s+/gu, ' ').trim();

export const productKey = ({ space, release, name }: ProductKeyParts): ProductKey =>
  `${normalName(space)}|${normalName(release)}|${normalName(name)}`;

export function productKeyParts(key: ProductKey): ProductKeyParts {
  const [space = '', release = '', name = ''] = key.split('|');
  return { space, release, name };
}

/** The product in whatever release: what an advisory about other releases says of one that gets no advisories any more. */
export const familyOf = (key: ProductKey): ProductKey => productKey({ ...productKeyParts(key), release: '' });
