import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWindowsCaptures } from '../../../../src/inventory/windows-capture/read-windows-captures.ts';
import { captureLanguages } from './capture-languages.ts';
import { type CaptureLanguage, encoded, madeBlocks, madeCsv, type MadeMachine, madeSysteminfo } from './capture-maker.ts';

const hotfixes = ['KB5001716', 'KB4023057', 'KB890830'];
const base: Omit<MadeMachine, 'hostname' | 'osName' | 'version'> = {
  type: 'x64-based PC',
  installed: '26/03/2019, 15:51:30',
  boot: '04/05/2021, 08:00:00',
  biosDate: '06/07/2020',
  hotfixes,
};

const unicode = ['utf8', 'utf8-bom', 'utf16le', 'utf16le-bom', 'utf16be-bom'];
const western = ['cp850', 'windows1252'];
const machines: {
  language: keyof typeof captureLanguages;
  hostname: string;
  osName: string;
  type: string;
  edition: string;
  pages: string[];
}[] = [
  { language: 'en', hostname: 'CT-1', osName: 'Microsoft Windows 10 Pro', type: 'x64-based PC', edition: 'Pro', pages: ['cp437'] },
  {
    language: 'vi',
    hostname: 'MÁY-ĐIỀU-KHIỂN',
    osName: 'Microsoft Windows 10 Pro',
    type: 'PC x64',
    edition: 'Pro',
    pages: ['windows1258'],
  },
  {
    language: 'de',
    hostname: 'RÖNTGEN-BÜRO',
    osName: 'Microsoft Windows 10 Home',
    type: 'x64-basierter PC',
    edition: 'Home',
    pages: western,
  },
  {
    language: 'fr',
    hostname: 'RÉA-ÉTAGE',
    osName: 'Microsoft Windows 10 Famille',
    type: 'PC à base de x64',
    edition: 'Home',
    pages: western,
  },
  { language: 'it', hostname: 'UNITÀ', osName: 'Microsoft Windows 10 Pro', type: 'x64-based PC', edition: 'Pro', pages: western },
  {
    language: 'ru',
    hostname: 'РЕНТГЕН-1',
    osName: 'Майкрософт Windows 10 Домашняя',
    type: 'x64-based PC',
    edition: 'Home',
    pages: ['cp866', 'windows1251'],
  },
  { language: 'zh', hostname: '放射科-01', osName: 'Microsoft Windows 10 专业版', type: 'x64-based PC', edition: 'Pro', pages: ['gbk'] },
];

const cases = machines.flatMap(({ pages, ...machine }) => [...unicode, ...pages].map((encoding) => ({ ...machine, encoding })));

function reading(text: string, encoding: string) {
  const read = readWindowsCaptures([{ name: 'a.txt', bytes: encoded(text, encoding) }]);
  if (read.status === 'refused') throw new Error(JSON.stringify(read.reason));
  return read.machine;
}

const linesOf = (language: CaptureLanguage, more: Partial<MadeMachine>): string[] =>
  madeSysteminfo(language, {
    ...base,
    hostname: 'CT-1',
    osName: 'Microsoft Windows 10 Pro',
    version: `10.0.19045 ${language.notAvailable} ${language.buildWord} 19045`,
    ...more,
  });

const expectedOf = (hostname: string, edition: string) => ({
  inventory: {
    system: { family: 'windows', product: 'Windows 10', version: '22H2', edition, build: 19045, revision: null, arch: 'x64' },
    software: null,
    updates: ['KB4023057', 'KB5001716', 'KB890830'],
  },
  hostname,
  installedAt: '2019-03-26',
  areUpdatesComplete: true,
  source: ['a.txt'],
});

test.for(cases)('$language in $encoding, as a list and as separated values', ({ language, hostname, osName, type, edition, encoding }) => {
  const lines = linesOf(captureLanguages[language], { hostname, osName, type });
  expect(reading(`\r\n${lines.join('\r\n')}\r\n`, encoding)).toEqual(expectedOf(hostname, edition));
  expect(reading(`${madeCsv(lines).join('\r\n')}\r\n`, encoding)).toEqual(expectedOf(hostname, edition));
});

test.for(cases)(
  '$language in $encoding without the lines that name the locale',
  ({ language, hostname, osName, type, edition, encoding }) => {
    const lines = linesOf(captureLanguages[language], { hostname, osName, type }).filter(
      (line) => !line.includes(captureLanguages[language].locale),
    );
    expect(reading(lines.join('\r\n'), encoding)).toEqual(expectedOf(hostname, edition));
  },
);

test.for(cases)(
  '$language in $encoding, the list of updates appended by wmic in UTF-16',
  ({ language, hostname, osName, type, encoding }) => {
    const text = `${linesOf(captureLanguages[language], { hostname, osName, type }).join('\r\n')}\r\n`;
    const blocks = madeBlocks(hostname, ['KB5071546']).join('\r\r\n');
    for (const mark of ['utf16le', 'utf16le-bom']) {
      const [one, two] = [encoded(text, encoding.replace('utf16be', 'utf16le')), encoded(blocks, mark)];
      for (const bytes of [Buffer.concat([one, two]), Buffer.concat([two, one])]) {
        const read = readWindowsCaptures([{ name: 'a.txt', bytes }]);
        expect(read).toMatchObject({
          status: 'read',
          machine: { hostname, inventory: { system: { build: 19045 }, updates: [...hotfixes, 'KB5071546'].toSorted() } },
        });
      }
    }
  },
);

const word = fc.string({
  unit: fc.constantFrom(...'a e k n s t x y z Ä Ü é đ ữ о ж Я 名 の 안 ש'.split(' ')),
  minLength: 1,
  maxLength: 12,
});

test('no word of any label decides', () =>
  fc.assert(
    fc.property(fc.array(word, { minLength: 32, maxLength: 32 }), word, word, word, (labels, notAvailable, buildWord, workstation) => {
      const language = { ...captureLanguages.en, labels: labels.join('|'), notAvailable, buildWord, workstation };
      expect(reading(linesOf(language, {}).join('\n'), 'utf8')).toEqual(expectedOf('CT-1', 'Pro'));
    }),
  ));

test('words do not decide that there are no updates', () => {
  for (const language of Object.values(captureLanguages)) {
    const { inventory, areUpdatesComplete } = reading(linesOf(language, { hotfixes: null }).join('\r\n'), 'utf8');
    expect([inventory.updates, areUpdatesComplete]).toEqual([[], false]);
  }
});
