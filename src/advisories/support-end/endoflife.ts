import { z } from 'zod';
import type { AdvisoryRecord, SupportEnd } from '../../domain/advisories/advisory.ts';
import { productKey } from '../../domain/advisories/product-key.ts';
import { isCalendarDate } from '../calendar-date.ts';
import { type DocumentReader, type ReadingContext, type ReadOutcome, refused } from '../document-reader.ts';
import { isObject } from '../json-object.ts';
import { problemInWords } from '../problem-in-words.ts';
import { visibleText } from '../visible-text.ts';

const day = z.string().refine(isCalendarDate, 'is no date in the form YYYY-MM-DD');
/** Products with paid support say `false` for an end that is not set. */
const end = z.union([day, z.boolean()]).optional();
const release = z.object({ name: visibleText(100), eol: end, eoes: end });

interface Distribution {
  readonly label: string;
  readonly space: string;
}

/** Systems whose support ends for all of a release; anything else is a program. */
const systems: ReadonlyMap<string, Distribution> = new Map(
  Object.entries<Distribution>({
    debian: { label: 'Debian', space: 'debian' },
    ubuntu: { label: 'Ubuntu', space: 'ubuntu' },
    alpine: { label: 'Alpine Linux', space: 'alpine' },
    'alpine-linux': { label: 'Alpine Linux', space: 'alpine' },
    'rocky-linux': { label: 'Rocky Linux', space: 'rpm/rocky' },
    almalinux: { label: 'AlmaLinux', space: 'rpm/almalinux' },
    rhel: { label: 'Red Hat Enterprise Linux', space: 'rpm/redhat' },
    sles: { label: 'SUSE Linux Enterprise Server', space: 'rpm/suse' },
    opensuse: { label: 'openSUSE', space: 'rpm/opensuse' },
    fedora: { label: 'Fedora', space: 'rpm/fedora' },
  }),
);

/** Release data of endoflife.date. Such a file does not say which product it is about: its name does, `debian.json`. */
export const endoflifeReader: DocumentReader = {
  format: 'endoflife',
  recognises: (content) =>
    content.kind === 'json' && isObject(content.json) && isObject(content.json.releases) && isObject(content.json.versions),
  read: (content, context) =>
    content.kind === 'json' && isObject(content.json) ? readReleases(content.json.releases, context) : refused('It is not JSON.'),
};

function readReleases(releases: unknown, context: ReadingContext): ReadOutcome {
  const product = productOfSource(context.source);
  if (product === null) return refused('It does not say which product it is about. Name the file after the product, as in debian.json.');
  const records: AdvisoryRecord[] = [];
  for (const [name, raw] of Object.entries(isObject(releases) ? releases : {})) {
    const read = release.safeParse(raw);
    if (!read.success) return refused(problemInWords(read.error, `releases.${name.slice(0, 100)}`));
    const supportEnd = supportEndOf(read.data, product, context);
    if (supportEnd) records.push({ kind: 'support-end', supportEnd });
  }
  if (records.length === 0) return refused('It says of no release until when it is supported, only when versions were published.');
  return { status: 'read', records };
}

function supportEndOf(
  { name, eol, eoes }: z.infer<typeof release>,
  product: string,
  { source, readOn }: ReadingContext,
): SupportEnd | null {
  if (typeof eol !== 'string') return null;
  const system = systems.get(product);
  return {
    product: system
      ? productKey({ space: system.space, release: name, name: '' })
      : productKey({ space: 'program', release: name, name: product.replaceAll('-', ' ') }),
    label: `${system?.label ?? product} ${name}`,
    endsOn: eol,
    extendedEndsOn: typeof eoes === 'string' && eoes > eol ? eoes : null,
    source,
    readOn,
  };
}

/** `debian` of `/in/debian.json`, `a.zip!data/debian.json` and `https://host/debian.json?x`. */
function productOfSource(source: string): string | null {
  const [, name] = /([a-z0-9][a-z0-9.-]{0,98}?)(?:\.json)?(?:\.gz)?(?:\?.*)?$/i.exec(source.split(/[/!\\]/).at(-1) ?? '') ?? [];
  return name?.toLowerCase() ?? null;
}
