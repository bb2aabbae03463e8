import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { corpusFolder, readJson, readText, recordsOf } from '../../support/advisory-documents.ts';

const releases = {
  '12': { name: '12', eol: '2026-06-10', eoes: '2028-06-30' },
  '13': { name: '13', eol: '2028-08-09' },
  '14': { name: '14' },
};
const ofProduct = (source: string) => recordsOf({ releases, versions: {} }, source);

test('a release with an end is a fact; one without says nothing', async () => {
  expect(await ofProduct('/in/debian.json')).toEqual([
    {
      kind: 'support-end',
      supportEnd: {
        product: 'debian|12|',
        label: 'Debian 12',
        endsOn: '2026-06-10',
        extendedEndsOn: '2028-06-30',
        source: '/in/debian.json',
        readOn: '2026-01-31',
      },
    },
    { kind: 'support-end', supportEnd: expect.objectContaining({ product: 'debian|13|', extendedEndsOn: null }) },
  ]);
});

test.for([
  ['/in/rocky-linux.json', 'rpm/rocky|12|'],
  ['https://example.org/ubuntu.json?raw=1', 'ubuntu|12|'],
  ['/in/all.zip!data/alpine-linux.json', 'alpine|12|'],
  ['/in/postgresql', 'program|12|postgresql'],
  ['/in/constructor.json', 'program|12|constructor'],
] as const)('%s is about %s', async ([source, product]) => {
  expect((await ofProduct(source))[0]).toMatchObject({ supportEnd: { product } });
});

test('what says only when versions were published is refused', async () => {
  const document = {
    releases: { '1': { name: '1', releaseDate: '2024-01-01' } },
    versions: { '1.1': { name: '1.1', date: '2024-01-01' } },
  };
  expect(await readJson(document, '/in/chrome.json')).toEqual({
    format: 'endoflife',
    refused: expect.stringMatching(/of no release until when/),
  });
});

test('an end that is no day is refused with where it stands', async () => {
  expect(await readJson({ releases: { '1': { name: '1', eol: '2024-02-30' } }, versions: {} }, '/in/x.json')).toMatchObject({
    refused: expect.stringMatching(/^releases\.1\.eol/),
  });
});

const folder = corpusFolder('endoflife');
test.skipIf(folder === null).for([
  ['debian', 14],
  ['postgresql', 29],
  ['chrome', null],
  ['firefox', null],
  ['libreoffice', null],
  ['ubuntu', null],
] as const)('the release data of %s', async ([name, count]) => {
  const file = join(folder ?? '', `${name}.json`);
  const read = await readText(readFileSync(file, 'utf8'), file);
  if (count === null) expect(read).toMatchObject({ format: 'endoflife', refused: expect.stringMatching(/until when/) });
  else expect('records' in read && read.records).toHaveLength(count);
});

const ends = {
  product: { space: 'windows', release: '10-22h2', name: 'windows' },
  label: 'Windows 10 22H2',
  endsOn: '2025-10-14',
  extendedEndsOn: '2028-10-10',
};
const own = (...supportEnds: readonly object[]) => ({
  format: 'wardwatch-support-ends',
  version: 1,
  source: "Microsoft's lifecycle pages",
  readOn: '2026-01-01',
  supportEnds,
});

test('our own document', async () => {
  expect(
    await recordsOf(
      own(ends, { ...ends, product: { space: 'debian', release: '12', name: '' }, extendedEndsOn: null, source: 'debian.org' }),
    ),
  ).toEqual([
    {
      kind: 'support-end',
      supportEnd: {
        product: 'windows|10-22h2|windows',
        label: 'Windows 10 22H2',
        endsOn: '2025-10-14',
        extendedEndsOn: '2028-10-10',
        source: "Microsoft's lifecycle pages",
        readOn: '2026-01-01',
      },
    },
    { kind: 'support-end', supportEnd: expect.objectContaining({ product: 'debian|12|', extendedEndsOn: null, source: 'debian.org' }) },
  ]);
});

test.for([
  {
    name: 'a product twice',
    document: own(ends, { ...ends, label: 'again' }),
    reason: /supportEnds\[1\] is about the product of supportEnds\[0\]/,
  },
  { name: 'an extended end before the end', document: own({ ...ends, extendedEndsOn: '2025-10-13' }), reason: /before endsOn/ },
  { name: 'a key that is none', document: own({ ...ends, eol: '2025-10-14' }), reason: /supportEnds\[0\]/ },
  { name: 'another version', document: { ...own(ends), version: 2 }, reason: /version/ },
  { name: 'nothing', document: own(), reason: /supportEnds/ },
])('$name is refused with the reason', async ({ document, reason }) => {
  expect(await readJson(document)).toEqual({ format: 'endoflife', refused: expect.stringMatching(reason) });
});
