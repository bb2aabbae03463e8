/** Orders of versions pair by pair, as plainly as their rules are written, for schemes whose tools are not at hand. Both must be versions. */
type Order = (a: string, b: string) => number;

/** Numbers of any size; missing ones are zero. */
export const windowsOrder: Order = (a, b) => {
  const numbers = (version: string): bigint[] =>
    version
      .replace(/^0*10\.0+\.(?=\d)/, '')
      .split('.')
      .map(BigInt);
  const [left, right] = [numbers(a), numbers(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [x, y] = [left[index] ?? 0n, right[index] ?? 0n];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
};

/** Kinds in the order in which apk-tools declares them: where two versions go different ways, the one declared earlier is the greater. */
const kinds = ['initial', 'number', 'letter', 'suffix', 'suffix-number', 'hash', 'revision', 'end'];
const suffixes = ['alpha', 'beta', 'pre', 'rc', 'cvs', 'svn', 'git', 'hg', 'p'];
const firstOfReleased = suffixes.indexOf('cvs');

interface ApkToken {
  readonly kind: string;
  readonly value: string;
}

export const apkOrder: Order = (a, b) => {
  const [left, right] = [apkTokens(a), apkTokens(b)];
  const end = { kind: 'end', value: '' };
  for (let index = 0; ; index += 1) {
    const [x, y] = [left[index] ?? end, right[index] ?? end];
    if (x.kind === 'end' && y.kind === 'end') return 0;
    if (x.kind !== y.kind) {
      if (announces(x)) return -1;
      if (announces(y)) return 1;
      return Math.sign(kinds.indexOf(y.kind) - kinds.indexOf(x.kind));
    }
    const order = apkTokenOrder(x, y);
    if (order !== 0) return order;
  }
};

const announces = ({ kind, value }: ApkToken): boolean => kind === 'suffix' && suffixes.indexOf(value) < firstOfReleased;

function apkTokens(version: string): ApkToken[] {
  const found = version.matchAll(
    /\.(?<number>\d+)|_(?<suffix>[a-z]+)|~(?<hash>[\da-f]+)|-r(?<revision>\d+)|(?<letter>[a-z])|(?<digits>\d+)/g,
  );
  return [...found].map(({ groups = {}, index }) => {
    const [kind = '', value = ''] = Object.entries(groups).find(([, text]) => text !== undefined) ?? [];
    return { kind: kind === 'digits' ? (index === 0 ? 'initial' : 'suffix-number') : kind, value };
  });
}

function apkTokenOrder({ kind, value: a }: ApkToken, { value: b }: ApkToken): number {
  const isText = kind === 'hash' || kind === 'letter' || (kind === 'number' && (a.startsWith('0') || b.startsWith('0')));
  if (kind === 'suffix') return Math.sign(suffixes.indexOf(a) - suffixes.indexOf(b));
  const [x, y] = isText ? [a, b] : [BigInt(a), BigInt(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

const announced = [['dev', 'snapshot'], ['alpha'], ['beta'], ['pre', 'preview'], ['rc']];
const rankOf = (token: string): number => {
  const rank = announced.findIndex((words) => words.includes(token));
  if (rank >= 0) return rank;
  if (token === '') return announced.length;
  return /^\d/.test(token) ? announced.length + 2 : announced.length + 1;
};

/** The row of numbers and words, as the rule of `generic` says; an empty text is the end. */
export const genericOrder: Order = (a, b) => {
  const [left, right] = [genericTokens(a), genericTokens(b)];
  for (let index = 0; ; index += 1) {
    const [x = '', y = ''] = [left[index], right[index]];
    if (rankOf(x) !== rankOf(y)) return Math.sign(rankOf(x) - rankOf(y));
    if (x === '') return 0;
    const isNumber = /^\d/.test(x);
    const order = isNumber ? Number(BigInt(x) > BigInt(y)) - Number(BigInt(x) < BigInt(y)) : Number(x > y) - Number(x < y);
    if (order !== 0 && (isNumber || rankOf(x) === announced.length + 1)) return order;
  }
};

function genericTokens(version: string): string[] {
  const text = version
    .normalize('NFC')
    .toLowerCase()
    .replace(/^v(?=\d)/, '');
  const tokens = text.match(/[0-9]+|[^0-9\p{Z}\p{P}\p{S}\p{Cc}\p{Cf}]+/gu) ?? [];
  const isZero = (token: string | undefined): boolean => token !== undefined && /^0+$/.test(token);
  const meansNothing = (index: number): boolean => {
    let next = index;
    while (isZero(tokens[next])) next += 1;
    return next > index && !/^\d/.test(tokens[next] ?? '');
  };
  return tokens.filter((_, index) => !meansNothing(index));
}
