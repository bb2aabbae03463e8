import { foldName, type RegistryKey, type RegistryValue, shownName } from '../../domain/registry-key.ts';
import type { WatchedThing } from '../../domain/thing.ts';
import type { RegistryPlace } from './registry-place.ts';
import { shownData, typeName } from './shown-data.ts';

/** Pure. What is to be watched among `keys`. */
export function registryThings(places: readonly RegistryPlace[], keys: readonly RegistryKey[]): WatchedThing[] {
  const split = keys.map((key): SplitKey => ({ key, names: key.path.split('\\'), folded: foldName(key.path).split('\\') }));
  return places.flatMap((place) => {
    const patterns = place.keys.map((pattern) => foldName(pattern).split('\\'));
    const found = patterns.flatMap((pattern) =>
      split.filter(({ folded }) => liesBelow(folded, pattern)).map((key) => below(key, pattern.length)),
    );
    const own = found.filter(({ path }) => !place.not?.test(path));
    return place.each === 'key' || place.each === 'key-with-values'
      ? keyThings(place, own)
      : own.flatMap((entry) => valueThings(place, entry));
  });
}

interface SplitKey {
  readonly key: RegistryKey;
  readonly names: readonly string[];
  readonly folded: readonly string[];
}

/** A key of a place, or one below it. */
interface PlacedKey {
  /** The place's key. */
  readonly path: string;
  /** From there to this key, empty or with a backslash at its end. */
  readonly rest: string;
  readonly key: RegistryKey;
}

const liesBelow = (folded: readonly string[], pattern: readonly string[]): boolean =>
  folded.length >= pattern.length && pattern.every((name, index) => name === '*' || name === folded[index]);

function below({ key, names }: SplitKey, length: number): PlacedKey {
  const rest = names.slice(length).map((name) => `${name}\\`);
  return { path: names.slice(0, length).join('\\'), rest: rest.join(''), key };
}

function valueThings(place: RegistryPlace, { rest, key }: PlacedKey): WatchedThing[] {
  return key.values
    .filter((value) => isWatched(place, rest, value))
    .map(({ name, data }) => ({
      kind: place.kind,
      key: `${key.path}\\${shownName(name)}`,
      state: { type: typeName(data), value: shownData(name, data) },
    }));
}

function keyThings(place: RegistryPlace, found: readonly PlacedKey[]): WatchedThing[] {
  const things = new Map<string, { readonly path: string; readonly values: string[] }>();
  for (const { path, rest, key } of found) {
    const thing = things.get(foldName(path)) ?? { path, values: [] };
    things.set(foldName(path), thing);
    const watched = key.values.filter((value) => isWatched(place, rest, value));
    thing.values.push(
      ...watched.map(({ name, data }) => `${rest}${shownName(name)} = ${[shownData(name, data)].flat().join(' | ')} (${typeName(data)})`),
    );
  }
  return [...things.values()]
    .filter(({ values }) => place.each === 'key' || values.length > 0)
    .map(({ path, values }) => ({ kind: place.kind, key: path, state: { values: values.toSorted() } }));
}

const isWatched = (place: RegistryPlace, rest: string, { name }: RegistryValue): boolean =>
  place.only?.test(`${rest}${shownName(name)}`) ?? true;
