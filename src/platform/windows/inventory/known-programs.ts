import type { SoftwareItem } from '../../../domain/inventory/inventory.ts';
import type { Registry } from '../../../domain/registry-key.ts';
import { numberOf, type SoftwareRoot, textOf } from './registry-values.ts';
import { itemOf } from './uninstall-entries.ts';

// Keys, below a key of software, of programs that the list of programs may lack: their own records.
const updaters = [
  { key: 'Google\\Update\\Clients', vendor: 'Google LLC' },
  { key: 'Microsoft\\EdgeUpdate\\Clients', vendor: 'Microsoft Corporation' },
] as const;
const firefox = 'Mozilla\\Mozilla Firefox';
const javaSoft = 'JavaSoft';

export const knownProgramKeys = [...updaters.map(({ key }) => key), firefox, javaSoft] as const;

/** What browsers and Java say of themselves, where `listed` programs have no entry of that name. */
export function readKnownPrograms(registry: Registry, roots: readonly SoftwareRoot[], listed: readonly SoftwareItem[]): SoftwareItem[] {
  const found = roots.flatMap((root) => [...updaterClients(registry, root), ...firefoxIn(registry, root), ...javaIn(registry, root)]);
  const names = listed.map(({ name }) => name.toLowerCase());
  const hasJava = names.some((name) => /^java\b|\b(jdk|jre|openjdk)\b/.test(name));
  const isListed = ({ name }: SoftwareItem): boolean =>
    name.startsWith('Java ') ? hasJava : names.some((known) => isEntryOf(known, name.toLowerCase()));
  return found.filter((item) => !isListed(item));
}

/** `Mozilla Firefox (x64 vi)` and `Mozilla Firefox 115.9 ESR` are Firefox; `Microsoft Edge WebView2 Runtime` is not Edge. */
const isEntryOf = (known: string, name: string): boolean => known.startsWith(name) && /^($| \(| \d)/.test(known.slice(name.length));

/** Chrome, Edge and WebView2 as their updaters know them: `name` and `pv`, the version in use (Omaha's client state). */
function updaterClients(registry: Registry, { path }: SoftwareRoot): SoftwareItem[] {
  return updaters.flatMap(({ key, vendor }) =>
    registry.subkeys(`${path}\\${key}`).flatMap((client) => {
      const name = textOf(registry, `${path}\\${key}\\${client}`, 'name');
      const version = textOf(registry, `${path}\\${key}\\${client}`, 'pv');
      return name === null || version === null || version === '0.0.0.0' ? [] : [itemOf(name, version, '', vendor)];
    }),
  );
}

/** `128.0.3 (x64 en-US)` */
function firefoxIn(registry: Registry, { path, arch }: SoftwareRoot): SoftwareItem[] {
  const version = textOf(registry, `${path}\\${firefox}`, 'CurrentVersion')?.split(' ')[0];
  return version === undefined ? [] : [itemOf('Mozilla Firefox', version, arch, 'Mozilla')];
}

const javaKinds: Readonly<Record<string, string>> = {
  'Java Runtime Environment': 'Java Runtime Environment',
  JRE: 'Java Runtime Environment',
  'Java Development Kit': 'Java Development Kit',
  JDK: 'Java Development Kit',
};

/** Keys named by version; `1.8` beside `1.8.0_391` only points to it. */
function javaIn(registry: Registry, { path, arch }: SoftwareRoot): SoftwareItem[] {
  return Object.entries(javaKinds).flatMap(([kind, name]) => {
    const versions = registry.subkeys(`${path}\\${javaSoft}\\${kind}`);
    const whole = versions.filter((version) => /^\d/.test(version) && !versions.some((other) => other.startsWith(`${version}.`)));
    return whole.map((version) => itemOf(name, version, arch, null));
  });
}

export const frameworkKey = 'HKLM\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP';

// Lowest `Release` of each version: Microsoft, "How to determine which .NET Framework versions are installed".
const frameworkReleases: readonly (readonly [number, string])[] = [
  [533_320, '4.8.1'],
  [528_040, '4.8'],
  [461_808, '4.7.2'],
  [461_308, '4.7.1'],
  [460_798, '4.7'],
  [394_802, '4.6.2'],
  [394_254, '4.6.1'],
  [393_295, '4.6'],
  [379_893, '4.5.2'],
  [378_675, '4.5.1'],
  [378_389, '4.5'],
];

/** The .NET Framework is part of Windows and stands in no list of programs. */
export function readFramework(registry: Registry): SoftwareItem[] {
  const release = numberOf(registry, `${frameworkKey}\\v4\\Full`, 'Release');
  const four = frameworkReleases.find(([lowest]) => (release ?? 0) >= lowest)?.[1];
  const item = (line: string, key: string): SoftwareItem =>
    itemOf(`Microsoft .NET Framework ${line}`, textOf(registry, `${frameworkKey}\\${key}`, 'Version'), '', 'Microsoft Corporation');
  const older = ['v3.5', 'v3.0', 'v2.0.50727'].filter((key) => numberOf(registry, `${frameworkKey}\\${key}`, 'Install') === 1);
  return [...(four === undefined ? [] : [item(four, 'v4\\Full')]), ...older.map((key) => item(/^v(\d\.\d)/.exec(key)?.[1] ?? '', key))];
}
