import { execFileSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { imported } from '../../support/import-documents.ts';
import { osvText } from '../../support/osv-document.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';
import { zipArchive } from '../../support/zip-archive.ts';

test('a folder is read below, sorted; links, hidden files and what is no document do not stop it', async () => {
  const folder = tempFolder();
  layOut(folder, {
    'b.txt': osvText('B-1'),
    'a/z.json': osvText('A-2'),
    'a/deep/er/y': osvText('A-1'),
    'c.json': '{"id": ',
    'outside.json': '→ /etc/hostname',
    loop: '→ .',
    '.git/config': osvText('HIDDEN'),
    LICENSE: 'a licence',
    'a/README.md': '# Read, this',
    'a/index.txt': 'z.json',
    'notes.dat': 'words',
  });
  const read = await imported([folder]);
  expect(read.ids).toEqual(['A-1', 'A-2', 'B-1']);
  expect(read).toMatchObject({ imported: 3, unchanged: 0, unreadable: [] });
  expect(read.quarantined).toEqual([
    { source: join(folder, 'c.json'), reason: expect.stringMatching(/starts like JSON and is none/) },
    { source: join(folder, 'notes.dat'), reason: expect.stringMatching(/none of the known formats/) },
  ]);
  expect([...read.sink.reasons.keys()]).toEqual([join(folder, 'c.json'), join(folder, 'notes.dat')]);
  expect(read.skipped).toEqual([join(folder, 'LICENSE'), join(folder, 'a/README.md'), join(folder, 'a/index.txt')]);
});

test('what is passed over in a folder or an archive is refused where a person names it', async () => {
  const folder = tempFolder();
  layOut(folder, { LICENSE: 'a licence' });
  writeFileSync(
    join(folder, 'all.zip'),
    zipArchive([
      { name: 'a/LICENSE', content: 'a licence' },
      { name: 'a.json', content: osvText('A-1') },
    ]),
  );
  expect(await imported([join(folder, 'LICENSE')])).toMatchObject({ quarantined: [{ source: join(folder, 'LICENSE') }], skipped: [] });
  expect(await imported([join(folder, 'all.zip')])).toMatchObject({
    imported: 1,
    quarantined: [],
    skipped: [`${join(folder, 'all.zip')}!a/LICENSE`],
  });
});

test('a second import of the same changes nothing, of another text takes its place', async () => {
  const folder = tempFolder();
  layOut(folder, { 'a.json': osvText('A-1'), 'b.json': osvText('B-1'), bad: '{' });
  const first = await imported([folder]);
  expect(await imported([folder], {}, first.sink)).toMatchObject({
    imported: 0,
    unchanged: 2,
    quarantined: [{ source: join(folder, 'bad') }],
  });
  layOut(folder, { 'b.json': osvText('B-2') });
  expect(await imported([folder], {}, first.sink)).toMatchObject({ imported: 1, unchanged: 1, ids: ['A-1', 'B-2'] });
  expect(first.sink.seenAgain.map((source) => basename(source))).toStrictEqual(['a.json', 'b.json', 'a.json']);
});

test('what cannot be read is told, and the rest goes on', async () => {
  const folder = tempFolder();
  layOut(folder, { 'a.json': osvText('A-1') });
  execFileSync('/usr/bin/mkfifo', [join(folder, 'pipe')]);
  const missing = join(folder, 'missing');
  expect(await imported([missing, join(folder, 'pipe'), 'ftp://example.org/x', folder])).toMatchObject({
    imported: 1,
    unreadable: [
      { source: missing, reason: expect.stringMatching(/no such file/) },
      { source: join(folder, 'pipe'), reason: expect.stringMatching(/neither a file nor a folder/) },
      { source: 'ftp://example.org/x', reason: expect.stringMatching(/kind ftp:/) },
    ],
  });
});

test('JSON Lines: one document each line, and a bad line costs only itself', async () => {
  const file = join(tempFolder(), 'all');
  writeFileSync(file, `\uFEFF${osvText('A-1')}\r\n\n{"id": 1}\n{\n${osvText('A-2')}\n${osvText('A-1', '3')}\n${osvText('A-3')}`);
  const read = await imported([file]);
  expect(read.ids).toEqual(['A-1', 'A-2', 'A-3']);
  expect(read.quarantined).toEqual([
    { source: `${file}!3`, reason: expect.stringMatching(/none of the known/) },
    { source: `${file}!4`, reason: expect.stringMatching(/is none/) },
    { source: `${file}!6`, reason: expect.stringMatching(/Line 6 has the id of line 1, A-1/) },
  ]);
  writeFileSync(file, `${osvText('A-0')}\n${osvText('A-1')}\n${osvText('A-2')}\n`);
  expect(await imported([file], {}, read.sink), 'lines are known by their id').toMatchObject({ imported: 1, unchanged: 2 });
});

test('a document that is written over many lines is one document', async () => {
  const file = join(tempFolder(), 'pretty');
  writeFileSync(file, JSON.stringify(JSON.parse(osvText('A-1')), null, 2));
  expect((await imported([file])).ids).toEqual(['A-1']);
});

test('UTF-16LE is read as UTF-8 is', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'with-mark'), Buffer.from(`\uFEFF${osvText('A-1')}`, 'utf16le'));
  writeFileSync(join(folder, 'without'), Buffer.from(osvText('A-2'), 'utf16le'));
  writeFileSync(join(folder, 'latin'), Buffer.from(osvText('A-\u00e9'), 'latin1'));
  expect(await imported([folder])).toMatchObject({
    ids: ['A-1', 'A-2'],
    quarantined: [{ source: join(folder, 'latin'), reason: expect.stringMatching(/UTF-8/) }],
  });
});

test('gzip and zip are told by content and unpacked in memory', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'a.json'), gzipSync(osvText('A-1')));
  writeFileSync(join(folder, 'lines'), gzipSync(`${osvText('B-1')}\n${osvText('B-2')}\n`));
  const members = [
    { name: 'one.json', content: osvText('C-1') },
    { name: 'below/', content: '' },
    { name: 'below/hai-ệ.json', content: osvText('C-2') },
    { name: '__MACOSX/x', content: 'x' },
    { name: 'broken.json', content: '{' },
    { name: 'secret.json', content: osvText('C-3'), isEncrypted: true },
    { name: 'nested.zip', content: zipArchive([{ name: 'inner.json', content: osvText('C-4') }]) },
    { name: 'nested.gz', content: gzipSync(osvText('C-5')) },
    { name: 'one.json', content: osvText('C-6') },
  ];
  writeFileSync(join(folder, 'z.bin'), zipArchive(members));
  const read = await imported([folder]);
  expect(read.ids).toEqual(['A-1', 'B-1', 'B-2', 'C-1', 'C-2']);
  const zip = join(folder, 'z.bin');
  expect(read.sink.origins.has(`${zip}!below/hai-ệ.json`)).toBe(true);
  expect(read.quarantined).toEqual([
    { source: `${zip}!broken.json`, reason: expect.stringMatching(/is none/) },
    { source: `${zip}!secret.json`, reason: expect.stringMatching(/encrypted/) },
    { source: `${zip}!nested.zip`, reason: expect.stringMatching(/archive within an archive/) },
    { source: `${zip}!nested.gz`, reason: expect.stringMatching(/archive within an archive/) },
    { source: `${zip}!one.json!2`, reason: expect.stringMatching(/name of an earlier entry/) },
  ]);
});

const zeros = Buffer.alloc(8 * 1024 * 1024);
test.for([
  { name: 'a gzip bomb', bytes: gzipSync(zeros), limits: {}, reason: /200fold/ },
  { name: 'a zip bomb', bytes: zipArchive([{ name: 'x', content: zeros }]), limits: {}, reason: /200fold/ },
  {
    name: 'an entry that is larger than it claims',
    bytes: zipArchive([{ name: 'x', content: zeros, claimedBytes: 10 }]),
    limits: {},
    reason: /cannot be unpacked/,
  },
  {
    name: 'an entry that is too large',
    bytes: zipArchive([{ name: 'x', content: Buffer.alloc(2000, 32) }]),
    limits: { documentBytes: 1000 },
    reason: /larger than/,
  },
  { name: 'a gzip that is too large', bytes: gzipSync(Buffer.alloc(2000, 32)), limits: { documentBytes: 1000 }, reason: /larger than/ },
  {
    name: 'entries that are too large together',
    bytes: zipArchive(['x', 'y'].map((name) => ({ name, content: Buffer.alloc(800, 32) }))),
    limits: { archiveBytes: 1000 },
    reason: /y: It inflates to more/,
  },
  {
    name: 'too many entries',
    bytes: zipArchive(['x', 'y', 'z'].map((name) => ({ name, content: osvText(name) }))),
    limits: { archiveEntries: 2 },
    reason: /3 entries/,
  },
  {
    name: 'a path out of the folder',
    bytes: zipArchive([{ name: '../../etc/x', content: osvText('X') }]),
    limits: {},
    reason: /cannot be unpacked: .*\.\.\/\.\.\/etc\/x/,
  },
  { name: 'a gzip cut off', bytes: gzipSync(osvText('X')).subarray(0, 60), limits: {}, reason: /cut off/ },
  {
    name: 'a zip cut off',
    bytes: zipArchive([{ name: 'x', content: osvText('X') }]).subarray(0, 120),
    limits: {},
    reason: /cannot be unpacked/,
  },
  {
    name: 'a line that is too long',
    bytes: Buffer.from(`${osvText('A')}\n${osvText('B')}${' '.repeat(3000)}`),
    limits: { documentBytes: 1000 },
    reason: /larger than/,
  },
])('$name is quarantined with the reason', async ({ bytes, limits, reason }) => {
  const file = join(tempFolder(), 'archive');
  writeFileSync(file, bytes);
  const read = await imported([file], { limits });
  expect(read.quarantined.map(({ reason: told }) => told).join()).toMatch(reason);
});

test('an import can be cancelled', async () => {
  const folder = tempFolder();
  layOut(folder, { 'a.json': osvText('A-1'), 'b.json': osvText('B-1') });
  const stop = new AbortController();
  await expect(imported([folder], { signal: stop.signal, onProgress: () => stop.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
});
