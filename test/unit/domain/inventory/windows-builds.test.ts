import { expect, test } from 'vitest';
import { windowsProductOf } from '../../../../src/domain/advisories/windows-product.ts';
import { productKey } from '../../../../src/domain/advisories/product-key.ts';
import {
  buildsOfRelease,
  isSisterBuild,
  releaseNameOf,
  releasesOfGeneration,
  windowsReleases,
} from '../../../../src/domain/inventory/windows-builds.ts';

test.for([
  ['10-1507', [10240]],
  ['10-22h2', [19045]],
  ['11-25h2', [26200]],
  ['server-2016', [14393]],
  ['server-2025', [26100]],
  ['server-20h2', [19042]],
  ['server-2008-sp2', [6002, 6003]],
  ['7-sp1', [7601]],
  ['7', [7600, 7601]],
  ['server-2008-r2', [7600, 7601]],
  ['10', []],
  ['server-2030', []],
] as const)('%s is build %s', ([release, builds]) => expect(buildsOfRelease(release)).toEqual(builds));

test('a generation is all its releases, in their order, and no server', () => {
  expect(releasesOfGeneration('11')).toEqual(['11-21h2', '11-22h2', '11-23h2', '11-24h2', '11-25h2']);
  expect(releasesOfGeneration('10')).toHaveLength(14);
});

test('updates of 22H2 are those of 21H2, not of Windows 11 or of Server 2022', () => {
  expect(isSisterBuild(19045, 19044)).toBe(true);
  expect(isSisterBuild(19045, 22621)).toBe(false);
  expect(isSisterBuild(20348, 25398)).toBe(false);
});

/** As Microsoft's advisories write it. */
function writtenName({ product, version }: (typeof windowsReleases)[number]): string {
  if (version?.startsWith('SP')) return `${product} Service Pack ${version.slice(2)}`;
  return version === null || product.startsWith('Windows Server 20') ? product : `${product} Version ${version}`;
}

test('every release that advisories name is the one of its build', () => {
  for (const release of windowsReleases) {
    const name = releaseNameOf(release.product, release.version) ?? '';
    expect(windowsProductOf(writtenName(release)).key).toBe(productKey({ space: 'windows', release: name, name: 'windows' }));
    expect(buildsOfRelease(name)).toContain(release.build);
  }
});
