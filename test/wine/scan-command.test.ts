import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { windowsNode } from '../../build/setup/wine.ts';
import { taskXml } from '../support/windows/changes/files.ts';
import { createWineMachine, type WineMachine, wineMissing } from './wine-machine.ts';

const report = z.object({ findings: z.array(z.object({ rule: z.string(), technique: z.string().optional(), state: z.string() })) });

describe.skipIf(wineMissing !== null)(`the command on Windows as Wine makes it${wineMissing === null ? '' : ` (${wineMissing})`}`, () => {
  let machine: WineMachine;
  beforeAll(async () => {
    machine = await createWineMachine();
  }, 60_000);
  afterAll(async () => machine.remove(), 60_000);

  async function scan(): Promise<string[]> {
    const main = `Z:${resolve('src/cli/main.ts').replaceAll('/', '\\')}`;
    const { code, printed } = await machine.run(windowsNode, [main, 'scan', '--json', '--data-dir', 'C:\\WardWatch']);
    expect(code, printed).toBe(0);
    const { findings } = report.parse(JSON.parse(printed.slice(printed.indexOf('{"scanId"'))));
    // How old the Windows is that Wine stands for, and who updates it, is another matter.
    const isOfWindows = (rule: string): boolean => /^(system|patch-status)\./.test(rule);
    return findings
      .filter(({ state, rule }) => state === 'open' && !isOfWindows(rule))
      .map(({ rule, technique }) => `${rule} ${technique ?? ''}`);
  }

  test('three intrusions are told once each at the next scan, and resolved when undone', async () => {
    expect(await scan()).toEqual([]);
    await machine.importRegistry(
      [
        '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run]\n"Evil"="evil.exe"',
        '[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Evil]\n"ImagePath"="evil.exe"\n"Type"=dword:00000010\n"Start"=dword:00000002',
      ].join('\n\n'),
    );
    machine.writeFile('C:\\Windows\\System32\\Tasks\\Evil', Buffer.from(`\uFEFF${taskXml('cmd.exe')}`, 'utf16le'));
    const told = ['run-key.added T1547.001', 'scheduled-task.added T1053.005', 'windows-service.added T1543.003'];
    expect((await scan()).toSorted()).toEqual(told);
    await machine.importRegistry(
      [
        '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run]\n"Evil"=-',
        '[-HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Evil]',
      ].join('\n\n'),
    );
    expect(await scan()).toEqual(['scheduled-task.added T1053.005']);
  }, 180_000);
});
