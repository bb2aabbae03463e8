import { execFileSync, spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  closeSync,
  existsSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { packFiles, unpackFiles } from '../../../src/domain/packed-files.ts';
import { createHost } from '../../../src/platform/create-host.ts';
import { shownName, rawPath } from '../../../src/platform/file-walk/raw-path.ts';
import { compareTree, type Comparison } from '../../../src/scanners/file-integrity/compare-tree.ts';
import { createFileLedger } from '../../../src/storage/agent/file-ledger-store.ts';
import { agentMigrations } from '../../../src/storage/agent/migrations.ts';
import { openSqlite } from '../../../src/storage/open-sqlite.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

const canTry = process.platform === 'linux';
const isRoot = process.getuid?.() === 0;
if (!isRoot) console.warn('skipped: files that nobody may read, and other owners, need root');

interface Watch {
  readonly folder: string;
  readonly ledger: ReturnType<typeof createFileLedger>;
  read(over?: { leaveOut?: readonly string[]; rehashBeforeMs?: number; knownRoots?: readonly string[] }): Promise<Comparison>;
  /** `added /x` and the like, below the folder. */
  told(over?: Parameters<Watch['read']>[0]): Promise<string[]>;
}

/** A folder of the test's own, held against a ledger of its own by the real threads. */
async function watchFolder(files: Readonly<Record<string, string>> = {}): Promise<Watch> {
  const folder = tempFolder();
  layOut(folder, files);
  const db = openSqlite(':memory:', agentMigrations);
  db.prepare("INSERT INTO baseline (scanner_id, made_at) VALUES ('file-integrity', 'now')").run();
  const ledger = createFileLedger(db);
  const read: Watch['read'] = async ({ leaveOut = [], rehashBeforeMs = 0, knownRoots = [folder] } = {}) => {
    const walker = createHost().openWalker({ leaveOut, onlyCodeIn: [], onlyPagesIn: [] }, new AbortController().signal);
    onTestFinished(() => walker.close());
    const isLeftOut = (path: string): boolean => leaveOut.some((source) => new RegExp(source).test(path));
    try {
      return await compareTree({
        walker,
        ledger,
        roots: [folder],
        knownRoots,
        isLeftOut,
        techniqueOf: () => undefined,
        nowMs: Date.now(),
        isRehashDue: (_, hashedAtMs) => hashedAtMs < rehashBeforeMs,
      });
    } finally {
      await walker.close();
    }
  };
  const watch: Watch = {
    folder,
    ledger,
    read,
    told: async (over) => (await read(over)).changes.map(({ change, key }) => `${change} ${key.slice(folder.length)}`).toSorted(),
  };
  expect(await watch.told({ knownRoots: [] })).toEqual([]);
  return watch;
}

test.skipIf(!canTry)('what is added, changed and removed is told, below folders too, until it is as it was', async () => {
  const { folder, told } = await watchFolder({ 'a/one': '1', 'a/two': '2', 'b/three': '3', top: 't' });
  expect(await told()).toEqual([]);
  layOut(folder, { 'a/one': 'other', 'c/d/new': 'n' });
  rmSync(join(folder, 'b'), { recursive: true });
  const expected = ['added /c/d/new', 'modified /a/one', 'removed /b/three'];
  expect(await told()).toEqual(expected);
  expect(await told()).toEqual(expected);
  layOut(folder, { 'a/one': '1', 'b/three': '3' });
  rmSync(join(folder, 'c'), { recursive: true });
  expect(await told()).toEqual([]);
});

test.skipIf(!canTry)('content is told though size and time were put back, rights and targets though content stands', async () => {
  const { folder, told, read } = await watchFolder({ same: 'abc', rights: 'x', link: '→ rights', touched: 'y' });
  const { atime, mtime } = statSync(join(folder, 'same'));
  writeFileSync(join(folder, 'same'), 'abd');
  utimesSync(join(folder, 'same'), atime, mtime);
  chmodSync(join(folder, 'rights'), 0o4755);
  rmSync(join(folder, 'link'));
  symlinkSync('/etc/passwd', join(folder, 'link'));
  utimesSync(join(folder, 'touched'), 1, 1);
  expect(await told()).toEqual(['modified /link', 'modified /rights', 'modified /same']);
  const { changes } = await read();
  expect(changes.find(({ key }) => key.endsWith('/rights'))).toMatchObject({ before: { mode: '0644' }, after: { mode: '4755' } });
});

test.skipIf(!canTry)('Vietnamese names are watched and told as they are, composed and decomposed apart', async () => {
  const composed = 'Bệnh án/Hồ sơ.txt'.normalize('NFC');
  const decomposed = composed.normalize('NFD');
  const { folder, told } = await watchFolder({ [composed]: '1', [decomposed]: '2' });
  layOut(folder, { [composed]: 'khác' });
  expect(await told()).toEqual([`modified /${composed}`]);
  layOut(folder, { [composed]: '1', [decomposed]: 'khác' });
  expect(await told()).toEqual([`modified /${decomposed}`]);
});

test.skipIf(!canTry)('names that are no UTF-8 are told losslessly, beside a name that looks like them', async () => {
  const { folder, told } = await watchFolder({ 'looks-\\xff': 'a' });
  const strange = Buffer.concat([Buffer.from(`${folder}/looks-`), Buffer.from([0xff, 0x80])]);
  writeFileSync(strange, 'x');
  expect(await told()).toEqual(['added /looks-\\xff\\x80']);
  const one = Buffer.concat([Buffer.from(`${folder}/looks-`), Buffer.from([0xff])]);
  writeFileSync(one, 'x');
  const names = await told();
  expect(names).toEqual(['added /looks-\\xff', 'added /looks-\\xff\\x80']);
  expect(names.map((line) => lstatSync(rawPath(`${folder}${line.slice('added '.length)}`)).size)).toEqual([1, 1]);
  appendFileSync(join(folder, 'looks-\\xff'), 'more');
  expect(await told()).toContain('modified /looks-\\x5cxff');
  expect(shownName(Buffer.from('Bệnh án'))).toBe('Bệnh án');
});

test.skipIf(!canTry)('FIFOs, sockets, links in circles and devices are told as what they are and never opened', async () => {
  const { folder, read } = await watchFolder();
  execFileSync('/usr/bin/mkfifo', [join(folder, 'fifo')]);
  symlinkSync('loop-b', join(folder, 'loop-a'));
  symlinkSync('loop-a', join(folder, 'loop-b'));
  symlinkSync('.', join(folder, 'self'));
  if (isRoot) execFileSync('/usr/bin/mknod', [join(folder, 'device'), 'c', '1', '3']);
  const { changes } = await read();
  expect(changes.map(({ key, after }) => [key.slice(folder.length + 1), after?.type ?? after?.linkTarget]).toSorted()).toEqual([
    ...(isRoot ? [['device', 'device']] : []),
    ['fifo', 'fifo'],
    ['loop-a', 'loop-b'],
    ['loop-b', 'loop-a'],
    ['self', '.'],
  ]);
});

test.skipIf(!canTry)('a file that stands in for a folder and a folder for a file are told', async () => {
  const { folder, told } = await watchFolder({ 'was-folder/x': '1', 'was-file': '2' });
  rmSync(join(folder, 'was-folder'), { recursive: true });
  rmSync(join(folder, 'was-file'));
  layOut(folder, { 'was-folder': '1', 'was-file/x': '2' });
  expect(await told()).toEqual(['added /was-file/x', 'added /was-folder', 'removed /was-file', 'removed /was-folder/x']);
});

test.skipIf(!canTry)('a file above the limit is known by its size and time, a sparse one below it by its content', async () => {
  const { folder, read } = await watchFolder();
  for (const [name, size] of [
    ['huge', 2 * 1024 ** 3],
    ['sparse', 64 * 1024 ** 2],
  ] as const) {
    const fd = openSync(join(folder, name), 'w');
    ftruncateSync(fd, size);
    closeSync(fd);
  }
  const { changes } = await read();
  expect(changes.find(({ key }) => key.endsWith('/huge'))?.after).toMatchObject({
    digest: null,
    size: 2 * 1024 ** 3,
    modifiedAt: expect.any(String),
  });
  expect(changes.find(({ key }) => key.endsWith('/sparse'))?.after).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test.skipIf(!canTry)('large files side by side are hashed by both threads, and told each by its name', async () => {
  const content = (letter: string): string => letter.repeat(5 * 1024 ** 2);
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const { folder, ledger, told } = await watchFolder(Object.fromEntries([...names, 'small'].map((name) => [name, content(name)])));
  const known = unpackFiles(ledger.filesOf(folder)).map(({ digest }) => digest);
  expect(known).toEqual([...names, 'small'].map((name) => hash('sha256', content(name))));
  layOut(folder, { c: content('x') });
  rmSync(join(folder, 'e'));
  expect(await told({ rehashBeforeMs: Number.POSITIVE_INFINITY })).toEqual(['modified /c', 'removed /e']);
});

test.skipIf(!canTry)('a content with two names is told by both', async () => {
  const { folder, told } = await watchFolder({ one: '1' });
  linkSync(join(folder, 'one'), join(folder, 'two'));
  expect(await told()).toEqual(['added /two']);
  appendFileSync(join(folder, 'two'), 'more');
  expect(await told()).toEqual(['added /two', 'modified /one']);
});

test.skipIf(!canTry || !isRoot)(
  'what cannot be read is said, is not removed, and joins the baseline without a word when it can',
  async () => {
    const folder = tempFolder();
    layOut(folder, { 'open/a': '1' });
    layOut(folder, { 'closed/b': '2', secret: '3' });
    chmodSync(join(folder, 'closed'), 0o700);
    chmodSync(join(folder, 'secret'), 0o600);
    chmodSync(folder, 0o755);
    const out = execFileSync(process.execPath, ['test/integration/integrity/read-as-nobody.ts', folder], { encoding: 'utf8' });
    expect(JSON.parse(out)).toEqual([
      { changes: [], unreadable: ['/closed EACCES', '/secret EACCES'] },
      { changes: [], unreadable: ['/secret EACCES'] },
      { changes: [], unreadable: ['/open EACCES', '/secret EACCES'] },
    ]);
  },
);

test.skipIf(!canTry)('a file that is written to all the time is said to be changing, and told when it rests', async () => {
  const { folder, read, told } = await watchFolder({ log: 'x' });
  const writing = `const fs = require('fs'); const fd = fs.openSync(process.argv[1], 'r+'); const end = Date.now() + 4000; let n = 0; while (Date.now() < end) fs.writeSync(fd, Buffer.alloc(65536, n++), 0, 65536, (n % 512) * 65536);`;
  const writer = spawn(process.execPath, ['-e', writing, join(folder, 'log')], { stdio: 'ignore' });
  const ended = new Promise((resolve) => writer.once('exit', resolve));
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const { changes, unreadable } = await read();
  expect(changes).toEqual([]);
  expect(unreadable).toEqual([{ subject: join(folder, 'log'), reason: 'CHANGING' }]);
  await ended;
  expect(await told()).toEqual(['modified /log']);
});

test.skipIf(!canTry)('very deep folders end somewhere, and it is said where', async () => {
  const { folder, read } = await watchFolder();
  let deep = folder;
  for (let level = 0; level < 80; level += 1) deep = join(deep, 'd');
  mkdirSync(deep, { recursive: true });
  writeFileSync(join(deep, 'file'), 'x');
  expect((await read()).unreadable).toMatchObject([{ reason: 'TOO_DEEP' }]);
});

test.skipIf(!canTry)('contents are read again when they are due: what changed behind the file system is found', async () => {
  const { folder, ledger, told } = await watchFolder({ a: '1' });
  const [file] = unpackFiles(ledger.filesOf(folder));
  if (!file) throw new Error('no file');
  // As if the disk had changed below: the ledger knows another content for a file that did not move.
  const known = { path: folder, outline: ledger.folder(folder)?.outline ?? '', hashedAtMs: 1000 };
  ledger.putFolder(known, packFiles([{ ...file, digest: '0'.repeat(64) }]));
  expect(await told({ rehashBeforeMs: 500 })).toEqual([]);
  expect(await told({ rehashBeforeMs: 2000 })).toEqual(['modified /a']);
});

test.skipIf(!canTry)('what policy leaves out now is forgotten, what it takes in joins without a word', async () => {
  const { folder, told, ledger } = await watchFolder({ 'cache/x': '1', keep: '2' });
  expect(await told({ leaveOut: [`^${folder}/cache(/|$)`] })).toEqual([]);
  expect(ledger.folder(join(folder, 'cache'))).toBeNull();
});

test.skipIf(!canTry)('an accepted change is the baseline from then on', async () => {
  const { folder, ledger, read, told } = await watchFolder({ a: '1', b: '2' });
  layOut(folder, { a: 'other' });
  renameSync(join(folder, 'b'), join(folder, 'c'));
  for (const { key, after } of (await read()).changes) ledger.accept(key, after ?? null);
  expect(await told()).toEqual([]);
  layOut(folder, { a: '1' });
  expect(await told()).toEqual(['modified /a']);
  expect(existsSync(join(folder, 'b'))).toBe(false);
});

test.skipIf(!canTry)('an interrupted first reading is begun anew, an interrupted later one goes on', async () => {
  const { folder, ledger, told } = await watchFolder({ 'a/x': '1', 'b/y': '2' });
  layOut(folder, { 'a/x': 'other' });
  const walker = createHost().openWalker({ leaveOut: [], onlyCodeIn: [], onlyPagesIn: [] }, AbortSignal.abort(new Error('stop')));
  onTestFinished(() => walker.close());
  await expect(walker.run([{ kind: 'walk', folders: [folder], want: 'outline' }], () => [])).rejects.toThrow('stop');
  await walker.close();
  expect(unpackFiles(ledger.filesOf(join(folder, 'b')))).toHaveLength(1);
  expect(await told()).toEqual(['modified /a/x']);
});
