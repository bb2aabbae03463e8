import iconv from 'iconv-lite';

/** Words of one display language; the layout is the same in all. */
export interface CaptureLanguage {
  /** 32 labels from the host name to the network cards, separated by `|`. */
  readonly labels: string;
  readonly notAvailable: string;
  readonly buildWord: string;
  readonly workstation: string;
  readonly locale: string;
  readonly counted: (count: number) => string;
  readonly cardLines: readonly [string, string];
}

export interface MadeMachine {
  readonly hostname: string;
  readonly osName: string;
  readonly version: string;
  readonly type: string;
  readonly installed: string;
  readonly boot: string;
  readonly biosDate: string;
  /** Entries of the list; null for the words that there are none. */
  readonly hotfixes: readonly string[] | null;
  /** What the line counts, where not the entries. */
  readonly counted?: number;
  readonly cardName?: string;
  readonly pageFiles?: readonly string[];
}

/** The lines of `systeminfo`, generated from parts. */
export function madeSysteminfo(language: CaptureLanguage, machine: MadeMachine): string[] {
  const labels = language.labels.split('|');
  if (labels.length !== 32) throw new Error(`${labels.length} labels`);
  const column = Math.max(...labels.map((label) => widthOf(label))) + 2;
  const blank = ' '.repeat(column);
  const { counted, notAvailable, cardLines } = language;
  const { hotfixes } = machine;
  const values: (string | readonly string[])[] = [
    machine.hostname,
    machine.osName,
    machine.version,
    'Microsoft Corporation',
    language.workstation,
    'Multiprocessor Free',
    'K 3',
    notAvailable,
    '00330-80000-00000-AA111',
    machine.installed,
    machine.boot,
    'Maker 1.2.3',
    'Model x86 like',
    machine.type,
    [counted(1), '[01]: Intel64 Family 6 Model 1 Stepping 1 GenuineIntel ~2400 Mhz'],
    `Maker 1.2.3, ${machine.biosDate}`,
    'C:\\Windows',
    'C:\\Windows\\system32',
    '\\Device\\HarddiskVolume1',
    language.locale,
    language.locale,
    '(UTC+07:00)',
    '8.073 MB',
    '785 MB',
    '13.730 MB',
    '2.515 MB',
    '11.215 MB',
    machine.pageFiles ?? 'C:\\pagefile.sys',
    'WORKGROUP',
    `\\\\${machine.hostname}`,
    hotfixes === null
      ? notAvailable
      : [
          counted(machine.counted ?? hotfixes.length),
          ...hotfixes.map((entry, index) => `[${String(index + 1).padStart(2, '0')}]: ${entry}`),
        ],
    [
      counted(1),
      `[01]: ${machine.cardName ?? 'Intel(R) 82574L'}`,
      `      ${cardLines[0]}: Ethernet0`,
      `      ${cardLines[1]}`,
      '      [01]: 192.0.2.17',
      '      [02]: fe80::1',
    ],
  ];
  return labels.flatMap((label, index) => {
    const [first = '', ...rest] = [values[index] ?? ''].flat();
    return [`${label}:${' '.repeat(column - widthOf(label) - 1)}${first}`, ...rest.map((line) => blank + line)];
  });
}

/** Columns on a console: ideographs take two. */
const widthOf = (text: string): number => text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0);

/** The fields of the same output as `systeminfo /fo csv` gives them. */
export function madeCsv(lines: readonly string[]): string[] {
  const column = (lines.find((line) => /^\s+\[01\]/.test(line)) ?? '').indexOf('[');
  const fields: string[][] = [];
  for (const line of lines) {
    if (/^\s/.test(line)) fields.at(-1)?.push(line.slice(column));
    else fields.push([line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()]);
  }
  const row = (cells: readonly string[]): string => cells.map((cell) => `"${cell}"`).join(',');
  return [row(fields.map(([label = '']) => label)), row(fields.map(([, ...cells]) => cells.join(',')))];
}

/** Blocks of `wmic qfe list full`. */
export const madeBlocks = (hostname: string, ids: readonly string[]): string[] =>
  ids.flatMap((id) => [
    '',
    '',
    'Caption=http://example.invalid/?kbid=1',
    `CSName=${hostname}`,
    'Description=Update',
    'FixComments=',
    `HotFixID=${id}`,
    'InstallDate=',
    `InstalledBy=${hostname}\\K 3`,
    'InstalledOn=3/7/2019',
    'Name=',
    'ServicePackInEffect=',
    'Status=',
  ]);

/** Bytes of a text in an encoding; `utf16le-bom` and `utf8-bom` with their mark. Throws where the code page lacks a letter of it. */
export function encoded(text: string, encoding: string): Buffer {
  if (encoding.endsWith('-bom')) return iconv.encode(text, encoding.slice(0, -4), { addBOM: true });
  const source = encoding === 'windows1258' ? vietnameseLetters(text) : text;
  const bytes = iconv.encode(source, encoding);
  if (iconv.decode(bytes, encoding).normalize('NFC') !== text.normalize('NFC')) throw new Error(`${encoding} lacks letters of the text`);
  return bytes;
}

/** Code page 1258 has letters with hat, breve and horn, and tones as marks of their own. */
const vietnameseLetters = (text: string): string =>
  text
    .normalize('NFC')
    .split('')
    .map((character) => {
      if (iconv.decode(iconv.encode(character, 'windows1258'), 'windows1258') === character) return character;
      const parts = character.normalize('NFD');
      const isTone = /[\u0300\u0301\u0303\u0309\u0323]/g;
      return parts.replaceAll(isTone, '').normalize('NFC') + (parts.match(isTone) ?? []).join('');
    })
    .join('');
