import { expect, test } from 'vitest';
import { accountTextsEn } from '../../../renderer/i18n/account-en.ts';
import { accountTextsVi } from '../../../renderer/i18n/account-vi.ts';
import { auditTextsEn, auditTextsVi } from '../../../renderer/i18n/audit-texts.ts';
import { endpointLifeTextsEn, endpointLifeTextsVi } from '../../../renderer/i18n/endpoint-life-texts.ts';
import { peopleTextsEn, peopleTextsVi } from '../../../renderer/i18n/people-texts.ts';
import { importedTextsEn } from '../../../renderer/i18n/imported-en.ts';
import { importedTextsVi } from '../../../renderer/i18n/imported-vi.ts';
import { warningFormTextsEn } from '../../../renderer/i18n/warning-form-en.ts';
import { warningFormTextsVi } from '../../../renderer/i18n/warning-form-vi.ts';
import { warningTextsEn } from '../../../renderer/i18n/warnings-en.ts';
import { warningTextsVi } from '../../../renderer/i18n/warnings-vi.ts';
import { attributeWords } from '../../../renderer/i18n/attribute-words.ts';
import { en } from '../../../renderer/i18n/en.ts';
import { unreadWord } from '../../../renderer/i18n/unread-words.ts';
import { vi } from '../../../renderer/i18n/vi.ts';
import { attributesThatMayLeave } from '../../../src/domain/redaction.ts';

/** Every text by its path; a text with places to fill in is filled with marks that must come out again. */
function textsOf(catalogue: object, path = ''): [string, string][] {
  const entries: [string, unknown][] = Object.entries(catalogue);
  return entries.flatMap(([name, value]): [string, string][] => {
    const at = path === '' ? name : `${path}.${name}`;
    if (typeof value === 'string') return [[at, value]];
    if (typeof value === 'function') return [[at, filled(value)]];
    return typeof value === 'object' && value !== null ? textsOf(value, at) : [];
  });
}

function filled(text: Function): string {
  const marks = Array.from({ length: text.length }, (_, at) => Object.assign(new String(`<${at}>`), { value: 2, text: `<${at}>` }));
  const result: unknown = Reflect.apply(text, undefined, marks);
  return String(result);
}

const ofAccessVi = { account: accountTextsVi, audit: auditTextsVi, endpointLife: endpointLifeTextsVi, people: peopleTextsVi };
const ofAccessEn = { account: accountTextsEn, audit: auditTextsEn, endpointLife: endpointLifeTextsEn, people: peopleTextsEn };
const vietnamese = new Map(
  textsOf({ ...vi, ...ofAccessVi, imported: importedTextsVi, warningForm: warningFormTextsVi, warnings: warningTextsVi }),
);
const english = new Map(
  textsOf({ ...en, ...ofAccessEn, imported: importedTextsEn, warningForm: warningFormTextsEn, warnings: warningTextsEn }),
);

test('both languages have the same texts', () => expect([...english.keys()]).toEqual([...vietnamese.keys()]));
test('no text is empty', () => expect([...vietnamese, ...english].filter(([, text]) => text.trim() === '')).toEqual([]));
test('both languages say what is filled in', () => {
  const marksIn = (text = ''): string[] => (text.match(/<\d>/g) ?? []).toSorted();
  for (const [path, text] of vietnamese) expect(marksIn(english.get(path)), path).toEqual(marksIn(text));
});
test('Vietnamese is written in composed letters, as fonts expect', () =>
  expect([...vietnamese].filter(([, text]) => text !== text.normalize('NFC'))).toEqual([]));
test('a unit is never called a customer', () =>
  expect([...vietnamese.values(), ...english.values()].filter((text) => /khách hàng|tenant|customer/i.test(text))).toEqual([]));
test('one endpoint is singular in English', () => {
  expect(en.sentence.silent({ value: 1, text: '1' })).toBe('1 endpoint silent');
  expect(en.sentence.silent({ value: 2, text: '2' })).toBe('2 endpoints silent');
});

test('every attribute that may leave a workstation has a name in both languages', () => {
  for (const { names } of Object.values(attributeWords))
    expect(Object.keys(names)).toEqual(expect.arrayContaining([...attributesThatMayLeave]));
  expect(Object.keys(attributeWords.en.values)).toEqual(Object.keys(attributeWords.vi.values));
});
test('a technical word that has none of ours is shown as it is', () => {
  expect(unreadWord('vi', 'EACCES')).toBe('không đủ quyền đọc');
  expect(unreadWord('vi', 'ENFILE')).toBe('ENFILE');
});
