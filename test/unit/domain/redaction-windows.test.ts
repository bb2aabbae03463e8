import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPseudonym, redactText } from '../../../src/domain/redact-text.ts';

const pseudonym = createPseudonym('key of this endpoint');

test.for([
  ['a name with spaces', 'C:\\Users\\Nguyễn Văn An\\AppData\\Roaming\\x.lnk', /^C:\\Users\\~[0-9a-f]{8}\\AppData\\Roaming\\x\.lnk$/],
  ['a name before a colon', 'C:\\Users\\Nguyen Van An: EACCES', /^C:\\Users\\~[0-9a-f]{8}: EACCES$/],
  ['the folder of all', 'C:\\Users\\All Users\\x', /^C:\\Users\\All Users\\x$/],
  ['a user hive', 'HKU\\S-1-5-21-1-2-3-1001\\Software\\x', /^HKU\\~[0-9a-f]{8}\\Software\\x$/],
  ['an account of Entra', 'S-1-5-32-544\\S-1-12-1-1-2-3-4', /^S-1-5-32-544\\~[0-9a-f]{8}$/],
  ['a built-in account', 'HKU\\S-1-5-19\\Software\\x', /^HKU\\S-1-5-19\\Software\\x$/],
] as const)('%s', ([, text, told]) => expect(redactText(text, pseudonym)).toMatch(told));

test('no name of a person leaves in a Windows path, whatever the name', () =>
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zạ-ỹ][a-zạ-ỹ .'-]{5,20}[a-zạ-ỹ]$/), (name) => {
      expect(redactText(`read C:\\Users\\${name}\\Desktop: EACCES`, pseudonym)).not.toContain(name);
    }),
  ));
