/**
 * How much a decoded text looks like one that people write, per character that is not ASCII: the right code page of several scores
 * highest. It goes by shapes only: letters of one script within a word, accents on vowels, no capitals after small letters, no frames.
 */
export function plausibility(text: string): number {
  let score = 0;
  let count = 0;
  let before = '';
  for (const character of text) {
    const isForeign = character > '\u007F';
    if (isForeign) {
      count += 1;
      score += weightOf(character, before);
    }
    if (isForeign || before > '\u007F') score += junction(before, character);
    before = character;
  }
  return count === 0 ? 0 : score / count;
}

function weightOf(character: string, before: string): number {
  if (/\p{M}/u.test(character)) return /[aeiouy\u00C0-\u01B0]/i.test(before) ? 2 : -3;
  // Letters of few languages, where other code pages have letters of many.
  if (/[ðÐþÞõýÝÿ]/.test(character)) return 0.5;
  if (/\p{L}/u.test(character)) return 1;
  return /[\u00A0®™°«»„“”‘’–—…·、。，：；（）]/.test(character) ? 0 : -3;
}

/** Where two characters meet within a word, one of them not ASCII. */
function junction(before: string, after: string): number {
  const [one, two] = [classOf(before), classOf(after)];
  if (one === null || two === null) return 0;
  if (one === two) return /\p{Ll}/u.test(before) && /\p{Lu}/u.test(after) ? -2 : 0;
  return [one, two].includes('digit') && [one, two].includes('ideograph') ? 0 : -2;
}

type CharacterClass = 'latin' | 'cyrillic' | 'greek' | 'ideograph' | 'digit';

function classOf(character: string): CharacterClass | null {
  if (/\p{Script=Latin}/u.test(character)) return 'latin';
  if (/\d/.test(character)) return 'digit';
  if (/\p{Script=Cyrillic}/u.test(character)) return 'cyrillic';
  if (/\p{Script=Greek}/u.test(character)) return 'greek';
  return /\p{L}/u.test(character) ? 'ideograph' : null;
}
