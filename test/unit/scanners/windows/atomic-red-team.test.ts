import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { changesBetween, findingOfChange } from '../../../../src/domain/change.ts';
import type { ScannerId } from '../../../../src/domain/scanner-ids.ts';
import { hklm, hku } from '../../../support/windows/changes/windows-change.ts';
import { windowsMachine } from '../../../support/windows/windows-machine.ts';

// Tests of attackers' techniques by Red Canary (MIT), read in place.
const folder = join(process.env.WARDWATCH_CORPUS ?? resolve('../shared/data'), 'atomic-red-team');
const isThere = existsSync(folder);

interface Setting {
  readonly key: string;
  readonly name: string;
}

const defaults = (text: string): string => text.replaceAll(/#\{[^}]*\}/g, 'evil');
const longKey = (key: string): string =>
  key
    .replace(/^HKCU:?\\|^HKEY_CURRENT_USER\\/i, `${hku}\\`)
    .replace(/^HKLM:?\\/i, `${hklm}\\`)
    .replace(/^HKCR\\|^HKEY_CLASSES_ROOT\\/i, `${hklm}\\SOFTWARE\\Classes\\`);

/** What the commands of a technique set in the registry: by reg.exe and by PowerShell. */
function settingsOf(technique: string): Setting[] {
  const text = readFileSync(join(folder, `${technique}.yaml`), 'utf8');
  const byReg = [...text.matchAll(/\breg(?:\.exe)? +add +(?:"([^"]+)"|(\S+))(.*)/gi)].map(([, quoted, plain = '', rest = '']) => ({
    key: longKey(defaults(quoted ?? plain)),
    name:
      /\/v +(?:"([^"]+)"|(\S+))/i
        .exec(rest)
        ?.slice(1)
        .find((found) => found !== undefined) ?? '',
  }));
  const byPowerShell = [...text.matchAll(/Set-ItemProperty +-Path +"(HK[^"]+)" +-Name +"([^"]+)"/gi)].map(([, key = '', name = '']) => ({
    key: longKey(defaults(key)),
    name: defaults(name),
  }));
  return [...byReg, ...byPowerShell].filter(({ name }) => !name.endsWith('-backup'));
}

const rows: readonly {
  readonly technique: string;
  readonly scanner: ScannerId;
  readonly told: readonly string[];
  readonly notTold: readonly string[];
}[] = [
  // Winlogon's values are a technique of their own.
  { technique: 'T1547.001', scanner: 'windows-registry', told: ['T1547.001', 'T1547.004'], notTold: [] },
  { technique: 'T1543.003', scanner: 'windows-services', told: ['T1543.003'], notTold: ['Svchost'] },
  { technique: 'T1543.003', scanner: 'windows-registry', told: ['T1543.003'], notTold: ['Services'] },
  // A place where a script is kept, which starts nothing by itself; the task that reads it is told.
  { technique: 'T1053.005', scanner: 'windows-registry', told: ['T1548.002'], notTold: ['ATOMIC-T1053.005'] },
];

test.skipIf(!isThere).for(rows)(
  `what the tests of $technique set in the registry is told by $scanner${isThere ? '' : ' (no corpus on this machine)'}`,
  async ({ technique, scanner, told, notTold }) => {
    const settings = settingsOf(technique).filter(({ key }) => !notTold.some((part) => key.includes(part)));
    expect(settings.length).toBeGreaterThan(0);
    for (const { key, name } of settings) {
      const machine = windowsMachine();
      const baseline = (await machine.scan(scanner)).things ?? [];
      machine.registry.import(`[${key}]\n${name === '' ? '@' : `"${name}"`}="evil.exe"\n`);
      const changes = changesBetween(baseline, (await machine.scan(scanner)).things ?? []);
      const techniques = changes.map((change) => findingOfChange(scanner, change).technique ?? '');
      expect({ key, name, techniques: techniques.length === 1 && told.includes(techniques[0] ?? '') }).toEqual({
        key,
        name,
        techniques: true,
      });
    }
  },
);
