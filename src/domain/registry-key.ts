/**
 * A value of the Windows registry, by its type (winnt.h): REG_SZ 1, REG_EXPAND_SZ 2, REG_BINARY 3, REG_DWORD 4, REG_LINK 6,
 * REG_MULTI_SZ 7, REG_QWORD 11. Whatever is of another type, or not of the form its type demands, is `bytes` with its number.
 */
export type RegistryData =
  | { readonly type: 'sz' | 'expand-sz' | 'link'; readonly text: string }
  | { readonly type: 'multi-sz'; readonly lines: readonly string[] }
  | { readonly type: 'dword'; readonly number: number }
  | { readonly type: 'qword'; readonly number: bigint }
  | { readonly type: 'bytes'; readonly typeNumber: number; readonly hex: string };

export interface RegistryValue {
  /** Empty for the key's default value. */
  readonly name: string;
  readonly data: RegistryData;
}

/** A key that was read, with its own values. `path` begins with HKLM or HKU and keeps the registry's spelling. */
export interface RegistryKey {
  readonly path: string;
  readonly values: readonly RegistryValue[];
}

/** How a value is called in evidence. */
export const shownName = (name: string): string => (name === '' ? '(Default)' : name);

/** Windows compares names of keys and values without case. */
export const foldName = (name: string): string => name.toLowerCase();

/** What a value says, as attributes hold it. */
export function plainData(data: RegistryData): string | number | readonly string[] {
  switch (data.type) {
    case 'multi-sz':
      return data.lines;
    case 'dword':
      return data.number;
    case 'qword':
      return data.number.toString();
    case 'bytes':
      return data.hex;
    case 'sz':
    case 'expand-sz':
    case 'link':
      return data.text;
  }
}

/** One line of text. */
export function dataText(data: RegistryData): string {
  const plain = plainData(data);
  return typeof plain === 'object' ? plain.join(' | ') : String(plain);
}

/** The keys of one reading. Paths are compared without case. */
export interface Registry {
  /** The value, or undefined where the key or the value is not there or was not asked for. */
  value(path: string, name: string): RegistryData | undefined;
  /** Names of the keys directly below. */
  subkeys(path: string): readonly string[];
  /** All keys, in the order of the reading. */
  readonly keys: readonly RegistryKey[];
}

export function registryOf(keys: readonly RegistryKey[]): Registry {
  const byPath = new Map(keys.map((key) => [foldName(key.path), key]));
  let children: ReadonlyMap<string, ReadonlyMap<string, string>> | null = null;
  return {
    keys,
    value: (path, name) => byPath.get(foldName(path))?.values.find((value) => foldName(value.name) === foldName(name))?.data,
    subkeys: (path) => [...((children ??= childrenOf(keys)).get(foldName(path))?.values() ?? [])],
  };
}

/** Names of the keys directly below each key, folded name first: made once, since some readings have tens of thousands of keys. */
function childrenOf(keys: readonly RegistryKey[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const children = new Map<string, Map<string, string>>();
  for (const { path } of keys) {
    let parent = '';
    for (const name of path.split('\\')) {
      const below = children.get(parent) ?? new Map<string, string>();
      children.set(parent, below);
      const folded = foldName(name);
      if (!below.has(folded)) below.set(folded, name);
      parent = parent === '' ? folded : `${parent}\\${folded}`;
    }
  }
  return children;
}
