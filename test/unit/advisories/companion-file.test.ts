import { expect, test } from 'vitest';
import { isCompanionFile } from '../../../src/advisories/sources/companion-file.ts';

test.for([
  ['/in/LICENSE', 'Apache', true],
  ['/in/readme', 'words', true],
  ['/in/README.md', '# words', true],
  ['/in/a.json.sha512', 'abc  a.json', true],
  ['/in/a.json.asc', '-----BEGIN PGP', true],
  ['/in/changes.csv', '"a.json","2024-01-01"', true],
  ['/in/all.zip!pages/index.html', '<html>', true],
  ['C:\\in\\NOTICE', 'words', true],
  // What may be a document is never passed over.
  ['/in/a.json', 'words', false],
  ['/in/letters.csv', 'words', false],
  ['/in/advisory', 'words', false],
  ['/in/README.md', ' {"id": ', false],
  ['/in/index.txt', '\uFEFF[{', false],
  ['/in/a.jsonl!CVE-2024-1', 'words', false],
] as const)('%s beginning %s: %s', ([source, text, expected]) => expect(isCompanionFile(source, Buffer.from(text))).toBe(expected));
