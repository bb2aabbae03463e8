import { createHash } from 'node:crypto';
import type { Advisory } from '../../src/domain/advisories/advisory.ts';
import { productKey } from '../../src/domain/advisories/product-key.ts';
import type { Inventory } from '../../src/domain/inventory/inventory.ts';
import { openAdvisoryStore } from '../../src/storage/advisories/advisory-store.ts';

/** What one made-up advisory says: one package of Debian 12, affected up to, without, `fixed`. */
export interface MadeRange {
  readonly cve: string;
  readonly source: string;
  readonly introduced: string | null;
  readonly fixed: string;
}

/** A number from 0 up to, without, `below`; the same for the same place. */
export const scattered = (place: number, below: number): number => {
  let mixed = Math.imul(place + 1, 0x9e37_79b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85eb_ca77);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae3d);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % below;
};

export const madeCve = (place: number): string => `CVE-${2010 + (place % 16)}-${String(100_000 + place)}`;

export const madeSource = (place: number): string => `${['lib', 'python-', 'node-', 'golang-', ''][place % 5]}package${place}`;
const madeVersion = (place: number): string =>
  `${place % 7 === 0 ? '1:' : ''}${1 + scattered(place, 9)}.${20 + scattered(place + 1, 30)}.${scattered(place + 2, 40)}-${1 + (place % 5)}+deb12u2`;

/** A Debian 12 of so many packages, each of a source of its own. */
export const madeInventory = (packages: number, firstPlace = 0): Inventory => ({
  system: { family: 'linux', product: 'Debian', version: '12', edition: null, build: null, revision: null, arch: 'x64' },
  software: Array.from({ length: packages }, (_, at) => ({
    manager: 'dpkg' as const,
    name: madeSource(firstPlace + at),
    version: madeVersion(firstPlace + at),
    arch: 'amd64',
  })),
  updates: null,
});

/** Half of the ranges are about what is installed, and so many of those about newer versions; the rest is of other packages. */
export function* madeRanges(
  installed: readonly { readonly source: string; readonly version: string }[],
  ranges: number,
  hits: number,
): Iterable<MadeRange> {
  const aboutInstalled = Math.floor(ranges / 2);
  for (let place = 0; place < ranges; place += 1) {
    const cve = madeCve(place);
    // Scattered through the file, as the packages of one machine are through what is imported.
    const order = scattered(place, ranges);
    const known = order < aboutInstalled ? installed[scattered(place + ranges, installed.length)] : undefined;
    if (!known) {
      yield { cve, source: madeSource(500_000 + (place % 30_000)), introduced: null, fixed: madeVersion(place) };
      continue;
    }
    const epoch = /^\d+:/.exec(known.version)?.[0] ?? '';
    const isHit = order < hits;
    const fixed = isHit ? `${known.version}+really${1 + (place % 9)}` : `${epoch}0~${scattered(place, 99)}.${place % 20}-1`;
    yield { cve, source: known.source, introduced: null, fixed };
  }
}

/** An OSV-like advisory with the length of text that the real ones have. */
export const advisoryOf = ({ cve, source, introduced, fixed }: MadeRange): Advisory => ({
  id: `DEBIAN-${cve}`,
  format: 'osv',
  cves: [cve],
  title: `${source}: an input of a length that was not looked at lets an attacker write behind the end of a buffer`,
  cvss: 7.5,
  publishedAt: '2025-03-01T00:00:00Z',
  modifiedAt: '2026-03-01T00:00:00Z',
  withdrawnAt: null,
  references: [
    `https://security-tracker.example/tracker/${cve}`,
    `https://bugs.example/${source}/${cve}`,
    `https://lists.example/${cve}.html`,
  ],
  products: [
    {
      keys: [productKey({ space: 'debian', release: '12', name: source })],
      label: `${source} (Debian:12)`,
      vendor: null,
      scheme: 'dpkg',
      status: 'affected',
      ranges: [{ introduced, fixed, lastAffected: null }],
      versions: [],
      updates: [],
      architectures: [],
      remedy: null,
      isFixPlanned: true,
    },
  ],
});

/** A real store, filled as an import fills it: a document for each advisory. */
export function fillAdvisories(dataFolder: string, ranges: Iterable<MadeRange>): void {
  const store = openAdvisoryStore(dataFolder);
  try {
    for (const range of ranges) {
      const source = `/srv/osv/all.zip!${range.cve}.json`;
      const digest = createHash('sha256').update(source).digest('hex');
      store.documents.put({ source, format: 'osv', digest, readAt: '2026-11-24T00:00:00.000Z' }, [
        { kind: 'advisory', advisory: advisoryOf(range) },
      ]);
    }
  } finally {
    store.close();
  }
}
