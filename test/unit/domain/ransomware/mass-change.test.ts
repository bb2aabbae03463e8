import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { contentSign, entropyOf } from '../../../../src/domain/ransomware/content-sign.ts';
import { type ContentSign, createMassChange } from '../../../../src/domain/ransomware/mass-change.ts';
import { isRansomNote } from '../../../../src/domain/ransomware/ransom-notes.ts';

interface Story {
  readonly name: string;
  readonly files: readonly string[];
  readonly folders?: number;
  readonly samples?: readonly ContentSign[];
  readonly overSeconds?: number;
  readonly told: readonly string[];
}
const many = (count: number, name: (index: number) => string): string[] => Array.from({ length: count }, (_, index) => name(index));
const ofSign = (count: number, sign: ContentSign): ContentSign[] => Array.from({ length: count }, () => sign);

test.for<Story>([
  { name: 'documents that get one new extension', files: many(60, (index) => `${index}.docx.locked`), told: ['ransomware.mass-change'] },
  { name: 'an extension of its own for each machine', files: many(60, (index) => `${index}.pdf.k3x9q2`), told: ['ransomware.mass-change'] },
  {
    name: 'files rewritten in place, names kept',
    files: many(60, (index) => `${index}.pdf`),
    samples: ofSign(20, 'encrypted'),
    told: ['ransomware.mass-change'],
  },
  { name: 'the same, slowly', files: many(60, (index) => `${index}.docx.locked`), overSeconds: 3600, told: [] },
  { name: 'a few renamed by hand', files: many(10, (index) => `${index}.docx.final`), told: [] },
  { name: 'a backup beside each document', files: many(500, (index) => `${index}.docx.bak`), told: [] },
  { name: 'documents packed one by one', files: many(500, (index) => `${index}.pdf.zip`), told: [] },
  { name: 'signed documents', files: many(500, (index) => `${index}.pdf.p7m`), told: [] },
  { name: 'a copy of photos', files: many(5000, (index) => `IMG_${index}.jpg`), samples: ofSign(200, 'fits'), told: [] },
  { name: 'an unpacked archive of programs', files: many(5000, (index) => `${index}.js`), samples: ofSign(200, 'unknown'), told: [] },
  {
    name: 'an export with a few odd files',
    files: many(300, (index) => `${index}.xml`),
    samples: [...ofSign(50, 'fits'), ...ofSign(5, 'encrypted')],
    told: [],
  },
  { name: 'a note in one folder', files: ['Restore-My-Files.txt'], told: ['ransomware.note'] },
  { name: 'a note in many folders', files: many(5, () => 'HOW_TO_DECRYPT.txt'), folders: 5, told: ['ransomware.note'] },
])('$name', ({ files, folders = 3, samples = [], overSeconds = 5, told }) => {
  const change = createMassChange('/srv/documents');
  const endMs = 1e12;
  for (const [index, name] of files.entries())
    change.touch({
      folder: `/srv/documents/${index % folders}`,
      name,
      atMs: endMs - (overSeconds * 1000 * (files.length - index)) / files.length,
    });
  for (const sign of samples) change.sampled(sign, endMs - 100);
  expect(change.judge(endMs).map(({ rule }) => rule)).toEqual(told);
  expect(change.judge(endMs + 1000)).toEqual([]);
});

test('content is told from noise by its first bytes and its entropy', () => {
  const noise = randomBytes(8192);
  const text = Buffer.from('Họ và tên bệnh nhân, ngày sinh, chẩn đoán\n'.repeat(200));
  const zipped = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), deflateRawSync(randomBytes(8192))]);
  expect(entropyOf(noise)).toBeGreaterThan(7.9);
  expect(entropyOf(text)).toBeLessThan(5.5);
  expect(contentSign('a.docx', zipped)).toBe('fits');
  expect(contentSign('a.docx', noise)).toBe('encrypted');
  expect(contentSign('a.pdf', noise)).toBe('encrypted');
  expect(contentSign('a.csv', text)).toBe('fits');
  expect(contentSign('a.csv', noise)).toBe('encrypted');
  expect(contentSign('a.bin', noise)).toBe('unknown');
  expect(contentSign('a.pdf', noise.subarray(0, 100))).toBe('unknown');
  const dicom = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), noise]);
  expect(contentSign('scan.dcm', dicom)).toBe('fits');
});

test('names of ransom notes are known, those of ordinary files are not', () => {
  for (const name of [
    'Restore-My-Files.txt',
    '@Please_Read_Me@.txt',
    'RyukReadMe.html',
    'a1b2c3-readme.txt',
    'akira_readme.txt',
    '!!!READ_ME_TO_DECRYPT.txt',
  ])
    expect([name, isRansomNote(name)]).toEqual([name, true]);
  for (const name of ['readme.txt', 'README.md', 'Hướng dẫn.txt', 'recovery plan.docx', 'info.txt', 'how to use.txt'])
    expect([name, isRansomNote(name)]).toEqual([name, false]);
});
