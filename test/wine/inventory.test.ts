import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { windowsNode } from '../../build/setup/wine.ts';
import { inventory } from '../../src/contracts/inventory.ts';
import { createWineMachine, type WineMachine, wineMissing } from './wine-machine.ts';

const uninstall = 'Microsoft\\Windows\\CurrentVersion\\Uninstall';
const packages = 'Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Packages';

describe.skipIf(wineMissing !== null)(
  `the inventory of a Windows as Wine makes it${wineMissing === null ? '' : ` (${wineMissing})`}`,
  () => {
    let machine: WineMachine;
    beforeAll(async () => {
      machine = await createWineMachine();
    }, 120_000);
    afterAll(async () => machine.remove(), 60_000);

    test('the real reg.exe gives system, programs of machine and user, and updates', async () => {
      await machine.importRegistry(
        [
          `[HKEY_LOCAL_MACHINE\\SOFTWARE\\${uninstall}\\7-Zip]\n"DisplayName"="7-Zip 23.01 (x64)"\n"DisplayVersion"="23.01"`,
          `[HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\${uninstall}\\{A}]\n"DisplayName"="Phần mềm viện phí"\n"DisplayVersion"="1.2"`,
          `[HKEY_CURRENT_USER\\Software\\${uninstall}\\Zoom]\n"DisplayName"="Zoom"\n"DisplayVersion"="5.1"`,
          `[HKEY_LOCAL_MACHINE\\SOFTWARE\\${packages}\\Package_for_KB5011048~31bf3856ad364e35~amd64~~10.0.9166.1]\n"CurrentState"=dword:00000070`,
        ].join('\n\n'),
      );
      const main = `Z:${resolve('src/cli/main.ts').replaceAll('/', '\\')}`;
      const { code, printed } = await machine.run(windowsNode, [main, 'inventory', 'export', '--json']);
      expect(code, printed).toBe(0);
      const own = inventory.parse(JSON.parse(printed.slice(printed.indexOf('{"system"')).split('\n')[0] ?? ''));
      expect(own.system).toMatchObject({ family: 'windows', product: 'Windows 10', build: expect.any(Number), arch: 'x64' });
      expect(own.updates).toEqual(['KB5011048']);
      const listed = own.software?.map(({ name, version, arch }) => `${name} ${version ?? ''} ${arch}`.trim());
      expect(listed).toEqual(expect.arrayContaining(['7-Zip 23.01 (x64) 23.01 x64', 'Phần mềm viện phí 1.2 x86', 'Zoom 5.1']));
    }, 180_000);
  },
);
