import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLanguageSetting, type LanguageSources } from '../../../electron/settings/language-setting.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const notStored: unknown[] = [];
const setting = (sources: Omit<LanguageSources, 'onNotStored'>) =>
  createLanguageSetting({ ...sources, onNotStored: (error) => notStored.push(error) });

test.for([
  { name: 'the locale decides where nothing else does', configured: undefined, locale: 'en-US', language: 'en' },
  { name: 'Vietnamese for a Vietnamese system', configured: undefined, locale: 'vi-VN', language: 'vi' },
  { name: 'Vietnamese for any other system', configured: undefined, locale: 'fr-FR', language: 'vi' },
  { name: 'the configuration comes before the locale', configured: 'vi', locale: 'en-US', language: 'vi' },
  { name: 'auto leaves it to the locale', configured: 'auto', locale: 'en-US', language: 'en' },
])('$name', ({ configured, locale, language }) =>
  expect(setting({ file: join(tempFolder(), 'none.json'), configured, locale }).read()).toBe(language),
);

test("a person's own choice is kept and comes before everything", () => {
  const sources = { file: join(tempFolder(), 'new', 'settings.json'), configured: 'vi', locale: 'vi-VN' };
  setting(sources).choose('en');
  expect(JSON.parse(readFileSync(sources.file, 'utf8'))).toEqual({ language: 'en' });
  expect(setting(sources).read()).toBe('en');
});

test.for(['', '{', '{"language":"fr"}', '{"language":"en","more":1}', '[]'])('a file of garbage is no choice: %s', (text) => {
  const file = join(tempFolder(), 'settings.json');
  writeFileSync(file, text);
  expect(setting({ file, configured: undefined, locale: 'vi-VN' }).read()).toBe('vi');
});

test('a choice that cannot be stored holds all the same', () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'taken'), '');
  const blocked = setting({ file: join(folder, 'taken', 'settings.json'), configured: undefined, locale: 'vi-VN' });
  blocked.choose('en');
  expect(blocked.read()).toBe('en');
  expect(notStored).toHaveLength(1);
});
