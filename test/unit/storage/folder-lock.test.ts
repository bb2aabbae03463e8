import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockFolder } from '../../../src/storage/folder-lock.ts';
import { temporaryFolder } from '../../fixtures/collector/collector-under-test.ts';

test('a folder has one holder at a time, and the next one after a release', () => {
  const folder = temporaryFolder();
  const lock = lockFolder(folder, 'collector');
  expect(() => lockFolder(folder, 'collector')).toThrow(
    expect.objectContaining({ code: 'FOLDER_IN_USE', message: expect.stringContaining(folder) }),
  );
  lock.release();
  lockFolder(folder, 'collector').release();
});

test('agent and collector hold one folder side by side', () => {
  const folder = temporaryFolder();
  const locks = [lockFolder(folder, 'collector'), lockFolder(folder, 'agent')];
  expect(() => lockFolder(folder, 'agent')).toThrow(expect.objectContaining({ code: 'FOLDER_IN_USE' }));
  for (const lock of locks) lock.release();
});

test('another process is kept out, and its lock is gone when it is killed', async () => {
  const folder = temporaryFolder();
  const source = `import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, '../../../src/storage/folder-lock.ts'))}; lockFolder(${JSON.stringify(folder)}, 'collector'); console.log('held'); setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module-typescript', '--eval', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void holder.kill('SIGKILL'));
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  expect(() => lockFolder(folder, 'collector')).toThrow(expect.objectContaining({ code: 'FOLDER_IN_USE' }));
  const gone = new Promise((resolve) => holder.once('exit', resolve));
  holder.kill('SIGKILL');
  await gone;
  lockFolder(folder, 'collector').release();
  expect(readdirSync(folder)).toEqual(['collector.lock']);
});

test('a file in the place of the folder is an error that names it', () => {
  const file = join(temporaryFolder(), 'data');
  writeFileSync(file, '');
  expect(() => lockFolder(file, 'agent')).toThrow(
    expect.objectContaining({ code: 'STORE_UNUSABLE', message: expect.stringContaining(file) }),
  );
});
