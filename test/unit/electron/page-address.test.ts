import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOwnPage, languageInAddress, pageAddress, servedFile } from '../../../electron/windows/page-address.ts';
import { languages } from '../../../src/domain/words/language.ts';

const folder = '/opt/wardwatch/dist/tray';

test.for(languages)('the address of a page carries its language: %s', (language) =>
  expect(languageInAddress(pageAddress(language))).toBe(language),
);

test.for(['app://tray/index.html', 'app://tray/index.html?language=fr', 'https://example.com/?language=en', 'file:///etc/passwd', ''])(
  'no language of ours is in %s',
  (address) => expect(languageInAddress(address)).toBeNull(),
);

test('what looks like our page but is another is not ours', () => {
  for (const address of ['app://tray.example.com/', 'app://trays/', 'https://tray/', 'app://tray@evil/', 'app://tray'])
    expect(isOwnPage(address)).toBe(false);
});

test.for([
  { address: 'app://tray/index.html?language=vi', file: `${folder}/index.html` },
  { address: 'app://tray/assets/index-1.js', file: `${folder}/assets/index-1.js` },
  { address: 'app://tray/assets/../index.html', file: `${folder}/index.html` },
])('$address is $file', ({ address, file }) => expect(servedFile(folder, address)?.file).toBe(file));

test.for([
  'app://tray/',
  'app://tray/%',
  'app://tray/..%2felectron%2fdashboard.html',
  'app://tray/..%2felectron%2fmain.js',
  'app://tray/assets/notes.txt',
  'app://other/index.html',
  'file:///opt/wardwatch/dist/tray/index.html',
])('%s is no file of the window', (address) => expect(servedFile(folder, address)).toBeNull());

test('no address leads out of the folder', () =>
  fc.assert(
    fc.property(fc.array(fc.constantFrom('..', '.', '%2e%2e', '%2f', '/', '\\', 'a.js', '%00', '%5c')), (parts) => {
      const served = servedFile(folder, `app://tray/${parts.join('/')}`);
      expect(served === null || served.file.startsWith(`${folder}/`)).toBe(true);
    }),
  ));
