import { expect, test } from 'vitest';
import { plainLines, plainWords } from '../../../src/advisories/plain-words.ts';

test.for([
  { name: 'colours of a terminal', text: 'a\u001B[31mb', words: 'a [31mb' },
  { name: 'a turned direction', text: 'gpj\u202Eexe.', words: 'gpj exe.' },
  { name: 'decomposed letters', text: 'Vie\u0323\u0302t', words: 'Việt' },
  { name: 'lines', text: 'a\nb', words: 'a b' },
  { name: 'emoji with joiners', text: '👩‍⚕️', words: '👩‍⚕️' },
])('$name', ({ text, words }) => expect(plainWords(text)).toBe(words));

test('lines stay where a text has lines', () => expect(plainLines(' a\u0007\r\n\n b ')).toBe('a\n\nb'));
