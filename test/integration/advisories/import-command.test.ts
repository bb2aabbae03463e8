import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { advisoriesCommand } from '../../support/advisories-command.ts';
import { osvText } from '../../support/osv-document.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

test('import says what was imported, what stood already and what was refused, in words and as JSON', async () => {
  const folder = tempFolder();
  layOut(folder, { 'a.json': osvText('A-1'), 'b.json': osvText('B-1') });
  const first = await advisoriesCommand(['import', folder]);
  expect(first).toMatchObject({
    code: 0,
    out: 'Imported 2 documents, 0 unchanged, 0 refused, 0 could not be read.\n',
    err: '',
  });
  layOut(folder, { bad: '{' });
  const second = await advisoriesCommand(['import', folder, '--json'], { dataDir: first.dataDir });
  expect(second.code).toBe(1);
  expect(JSON.parse(second.out)).toEqual({
    imported: 0,
    skipped: [],
    normalised: [],
    unchanged: 2,
    quarantined: [{ source: join(folder, 'bad'), reason: expect.any(String) }],
    unreadable: [],
  });
  expect(second.err).toMatch(/^refused, not imported: .*bad: It starts like JSON/);
});

test('a source that cannot be read ends with 3, and the others are imported', async () => {
  const folder = tempFolder();
  layOut(folder, { 'a.json': osvText('A-1'), bad: '{' });
  const ended = await advisoriesCommand(['import', join(folder, 'missing'), folder], { language: 'vi' });
  expect(ended).toMatchObject({ code: 3 });
  expect(ended.out).toBe('Đã nhập 1 tài liệu, không đổi 0, bị từ chối 1, không đọc được 1.\n');
  expect(ended.err).toMatch(/không đọc được: .*missing/);
});

const validated = async (content: string | Uint8Array, ...more: readonly string[]) => {
  const file = join(tempFolder(), 'document');
  writeFileSync(file, content);
  return advisoriesCommand(['validate', file, ...more]);
};

test.for([
  { name: 'a document', content: osvText('A-1'), code: 0, json: { accepted: true, format: 'osv' } },
  { name: 'a packed list', content: gzipSync(`${osvText('A-1')}\n${osvText('A-2')}\n`), code: 0, json: { accepted: true, format: 'osv' } },
  {
    name: 'a list with a bad line',
    content: `${osvText('A-1')}\n{"id":"A-2","modified":"x","affected":[]}\n`,
    code: 1,
    json: { accepted: false, format: 'osv', reason: expect.stringMatching(/!A-2: modified: "x"/) },
  },
  {
    name: 'what is of no format',
    content: 'hello',
    code: 1,
    json: { accepted: false, format: null, reason: expect.stringMatching(/none of the known formats/) },
  },
  { name: 'nothing', content: '', code: 1, json: { accepted: false, format: null, reason: 'It is empty.' } },
])('validate: $name', async ({ content, code, json }) => {
  const ended = await validated(content, '--json');
  expect(ended.code).toBe(code);
  expect(JSON.parse(ended.out)).toEqual(json);
  expect(ended.err === '').toBe(code === 0);
  expect((await validated(content)).out).toBe(code === 0 ? 'The document is accepted, as osv.\n' : '');
});

test('validate: a file that is not there ends with 3', async () => {
  expect(await advisoriesCommand(['validate', join(tempFolder(), 'missing'), '--json'])).toMatchObject({
    code: 3,
    out: expect.stringMatching(/^\{"error":\{"code":"FILE_UNREADABLE","message":"[^"]*no such file[^"]*"\}\}\n$/),
    err: expect.stringMatching(/no such file/),
  });
});
