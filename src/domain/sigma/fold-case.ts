// oxlint-disable-next-line no-control-regex
const ascii = /^[\u0000-\u007f]*$/;

/** Text for comparison without case: each code point becomes one other (simple case folding), so that `?` still stands for one. */
export function foldCase(text: string): string {
  return ascii.test(text) ? text.toLowerCase() : Array.from(text, foldOne).join('');
}

/** By way of the capital: small letters that share one, such as the two forms of sigma, are the same. */
function foldOne(character: string): string {
  const capital = character.toUpperCase();
  const small = (isOne(capital) ? capital : character).toLowerCase();
  return isOne(small) ? small : character;
}

const isOne = (text: string): boolean => text.length === String.fromCodePoint(text.codePointAt(0) ?? 0).length;
