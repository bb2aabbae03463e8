import fc from 'fast-check';

/** One change of a JSON value: at a place, found by walking as far as `steps` lead, another value, none, or the place twice. */
interface Change {
  readonly steps: readonly number[];
  readonly how: 'replace' | 'remove' | 'double' | 'rename';
  readonly value: unknown;
}

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    0,
    -1,
    1e308,
    true,
    [],
    {},
    '__proto__',
    'CVE-2024-10001',
    '9'.repeat(10_000),
    '\u0000',
    '\uD800',
    '*',
    'vers:all/*',
    '2024-02-30',
    '1|2',
    'Ệ\u0301',
  ),
  fc.string(),
  fc.jsonValue({ maxDepth: 2 }),
);

const anyChange: fc.Arbitrary<Change> = fc.record({
  steps: fc.array(fc.nat({ max: 50 }), { maxLength: 12 }),
  how: fc.constantFrom('replace', 'remove', 'double', 'rename'),
  value: nasty,
});

/** A JSON document, changed in one to four places. */
export const changedJson = (document: unknown): fc.Arbitrary<string> =>
  fc.array(anyChange, { minLength: 1, maxLength: 4 }).map((changes) => {
    const copy: unknown = structuredClone(document);
    for (const change of changes) apply(copy, change);
    return JSON.stringify(copy);
  });

function apply(root: unknown, { steps, how, value }: Change): void {
  let at = root;
  for (const [index, step] of steps.entries()) {
    if (typeof at !== 'object' || at === null) return;
    const keys = Object.keys(at);
    const key = keys[step % Math.max(keys.length, 1)];
    if (key === undefined) return;
    const inner: unknown = Reflect.get(at, key);
    if (index < steps.length - 1 && typeof inner === 'object' && inner !== null) at = inner;
    else return put(at, key, how, value);
  }
}

function put(parent: object, key: string, how: Change['how'], value: unknown): void {
  const old: unknown = Reflect.get(parent, key);
  if (how === 'double' && Array.isArray(parent)) parent.push(old);
  else if (how === 'remove') Reflect.deleteProperty(parent, key);
  else if (how === 'rename') {
    // Defined rather than set: `__proto__` is a key like any other.
    const name = JSON.stringify(value).slice(0, 20).replaceAll('"', '');
    Reflect.defineProperty(parent, name, { value: old, enumerable: true, configurable: true, writable: true });
  } else Reflect.set(parent, key, value);
}

/** Text with pieces cut out, put in or written over. */
export const changedText = (text: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.record({
        at: fc.nat({ max: Math.max(text.length, 1) }),
        cut: fc.nat({ max: 20 }),
        piece: fc.oneof(
          fc.constantFrom('', ',', ';', '\t', '"', '\n', '\r\n', '\u0000', '{', '}', '[', '9'.repeat(300), '\uFEFF'),
          fc.string(),
        ),
      }),
      { minLength: 1, maxLength: 5 },
    )
    .map((edits) => edits.reduce((changed, { at, cut, piece }) => changed.slice(0, at) + piece + changed.slice(at + cut), text));

/** Bytes cut off, flipped or put in. */
export const changedBytes = (text: string): fc.Arbitrary<Uint8Array> => {
  const bytes = Buffer.from(text);
  const place = fc.nat({ max: Math.max(bytes.length - 1, 0) });
  return fc
    .record({ end: place, flips: fc.array(fc.tuple(place, fc.nat({ max: 255 })), { maxLength: 5 }), isCut: fc.boolean() })
    .map(({ end, flips, isCut }) => {
      const changed = Buffer.from(bytes);
      for (const [at, value] of flips) changed[at] = value;
      return isCut ? changed.subarray(0, end) : changed;
    });
};
