import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { z } from 'zod';
import { inProject } from './project.ts';

const lockFile = z.looseObject({
  version: z.string(),
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      license: z.union([z.string(), z.array(z.string()).transform((all) => all.join(' OR '))]).optional(),
      integrity: z.string().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
    }),
  ),
});

export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Subresource integrity of the package, as the lock file pins it. */
  readonly integrity: string;
  /** Below the project. */
  readonly folder: string;
}

/** Licences (SPDX) that a hospital may use and hand on without further duties than naming them. */
export const allowedLicenses: ReadonlySet<string> = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
]);

/** What the product runs with, from the lock file: everything that is not of development alone. */
export function shippedPackages(lockText: string): readonly ShippedPackage[] {
  return Object.entries(lockFile.parse(JSON.parse(lockText)).packages)
    .filter(([folder, { dev }]) => folder !== '' && dev !== true)
    .map(([folder, { version = '', license = '', integrity = '' }]) => ({
      name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      license,
      integrity,
      folder,
    }));
}

/** CycloneDX 1.6 as JSON text. */
export function writeSbom(packages: readonly ShippedPackage[], productVersion: string): string {
  const own = new Models.Component(Enums.ComponentType.Application, 'wardwatch', { version: productVersion, bomRef: 'wardwatch' });
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: own }) });
  for (const { name, version, license, integrity, folder } of packages) {
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    const component = new Models.Component(Enums.ComponentType.Library, name, { version, purl, bomRef: folder });
    component.licenses.add(new Models.SpdxLicense(license));
    const [algorithm, digest = ''] = integrity.split('-', 2);
    if (algorithm === 'sha512') component.hashes.set(Enums.HashAlgorithm['SHA-512'], Buffer.from(digest, 'base64').toString('hex'));
    bom.components.add(component);
    own.dependencies.add(component.bomRef);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return serializer.serialize(bom, { sortLists: true, space: 1 });
}

/** Names, licences and licence texts of all that is shipped. */
export function writeNotices(packages: readonly ShippedPackage[]): string {
  return packages.map((one) => `${one.name} ${one.version} (${one.license})\n\n${licenseText(one.folder)}\n${'='.repeat(80)}\n`).join('\n');
}

function licenseText(folder: string): string {
  const path = inProject(folder);
  const file = existsSync(path) ? readdirSync(path).find((name) => /^(licen[cs]e|copying)/i.test(name)) : undefined;
  return file === undefined ? 'The package holds no licence text of its own.' : readFileSync(join(path, file), 'utf8').trim();
}

/** Puts the SBOM, the notices and the publisher's key beside what was built. */
export function addSupplyChain(folder: string): void {
  const lockText = readFileSync(inProject('package-lock.json'), 'utf8');
  const packages = shippedPackages(lockText);
  const foreign = packages.filter(({ license }) => !allowedLicenses.has(license));
  if (foreign.length > 0)
    throw new Error(`Licences that are not allowed: ${foreign.map(({ name, license }) => `${name} (${license})`).join(', ')}`);
  writeFileSync(join(folder, 'sbom.cdx.json'), writeSbom(packages, lockFile.parse(JSON.parse(lockText)).version));
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), writeNotices(packages));
  const key = inProject('build', 'release-key.pem');
  if (existsSync(key)) writeFileSync(join(folder, 'node', 'release-key.pem'), readFileSync(key));
}
