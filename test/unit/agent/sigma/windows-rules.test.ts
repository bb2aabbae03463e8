import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadRules, rulesOfText } from '../../../../src/agent/sigma/load-rules.ts';
import { type Change, changesBetween } from '../../../../src/domain/change.ts';
import { createRuleMatcher, withRules } from '../../../../src/domain/sigma/apply-sigma.ts';
import { findingOfChange } from '../../../../src/domain/change.ts';
import { windowsChanges } from '../../../support/windows/changes/all-changes.ts';
import type { WindowsChange } from '../../../support/windows/changes/windows-change.ts';
import { windowsMachine } from '../../../support/windows/windows-machine.ts';

async function changesOf({ scanner, before, reg, files }: Pick<WindowsChange, 'scanner' | 'before' | 'reg' | 'files'>): Promise<Change[]> {
  const machine = windowsMachine();
  machine.registry.import(before ?? '');
  const baseline = (await machine.scan(scanner)).things ?? [];
  machine.registry.import(reg ?? '');
  for (const [path, text] of Object.entries(files ?? {})) machine.write(path, text);
  return changesBetween(baseline, (await machine.scan(scanner)).things ?? []);
}

interface Row {
  readonly name: string;
  readonly logsource: string;
  readonly selection: string;
  readonly made: Pick<WindowsChange, 'scanner' | 'reg' | 'files'>;
}
const run = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion';
const rows: readonly Row[] = [
  {
    name: 'registry_set: a text',
    logsource: 'category: registry_set',
    selection: "TargetObject|contains: '\\CurrentVersion\\Run\\'\n    Details|endswith: 'evil.exe'",
    made: { scanner: 'windows-registry', reg: `[${run}\\Run]\n"Evil"="C:\\\\Users\\\\Public\\\\evil.exe"\n` },
  },
  {
    name: 'registry_set: a number, as Sysmon writes it',
    logsource: 'category: registry_set',
    selection: "TargetObject|endswith: '\\Policies\\System\\EnableLUA'\n    Details: 'DWORD (0x00000000)'",
    made: { scanner: 'windows-registry', reg: `[${run}\\Policies\\System]\n"EnableLUA"=dword:00000000\n` },
  },
  {
    name: 'service creation in the system log',
    logsource: 'service: system',
    selection: "Provider_Name: 'Service Control Manager'\n    EventID: 7045\n    ServiceName: evilsvc\n    ImagePath|contains: 'Public'",
    made: {
      scanner: 'windows-services',
      reg: '[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\evilsvc]\n"ImagePath"="C:\\\\Users\\\\Public\\\\evil.exe"\n"Type"=dword:00000010\n"Start"=dword:00000002\n',
    },
  },
  {
    name: 'service creation in the security log',
    logsource: 'service: security',
    selection: "EventID: 4697\n    ServiceFileName|endswith: 'evil.exe'",
    made: {
      scanner: 'windows-services',
      reg: '[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\evilsvc]\n"ImagePath"="C:\\\\Users\\\\Public\\\\evil.exe"\n"Type"=dword:00000010\n"Start"=dword:00000002\n',
    },
  },
  {
    name: 'scheduled task',
    logsource: 'service: taskscheduler',
    selection: "EventID: 106\n    TaskName: '\\Evil'",
    made: {
      scanner: 'windows-tasks',
      reg: `[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Schedule\\TaskCache\\Tree\\Evil]\n"Id"="{1}"\n"SD"=hex:01\n"Index"=dword:00000003\n`,
      files: {
        'C:\\Windows\\System32\\Tasks\\Evil':
          '<?xml version="1.0"?><Task xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task"><Actions><Exec><Command>evil.exe</Command></Exec></Actions></Task>',
      },
    },
  },
  {
    name: 'file_event',
    logsource: 'category: file_event',
    selection: "TargetFilename|contains: '\\StartUp\\'\n    TargetFilename|endswith: '.vbs'",
    made: {
      scanner: 'windows-files',
      files: { 'C:\\ProgramData\\Microsoft\\Windows\\Start Menu\\Programs\\StartUp\\x.vbs': 'x' },
    },
  },
];

const ruleText = ({ logsource, selection }: Row): string =>
  `title: a rule\nauthor: Nguyễn Thử\nlicense: CC0-1.0\nlevel: critical\nlogsource:\n  product: windows\n  ${logsource}\ndetection:\n  selection:\n    ${selection}\n  condition: selection\n`;

test.for(rows)('$name: the change that a scan sees matches, the same rule turned round does not', async (row) => {
  const changes = await changesOf(row.made);
  const matching = (text: string) => {
    const rules = rulesOfText(text, 'rule.yml').flatMap((listed) => (listed.status === 'accepted' ? [listed.accepted] : []));
    const match = createRuleMatcher(rules, () => true);
    return new Map(changes.map((change) => [change, match(change) ?? []] as const).filter(([, found]) => found.length > 0));
  };
  const [change, ...others] = [...matching(ruleText(row))];
  expect(others).toEqual([]);
  if (!change) throw new Error('no change matches');
  const finding = withRules(findingOfChange(row.made.scanner, change[0]), change[1]);
  expect(finding).toMatchObject({
    severity: 'critical',
    evidence: { rules: [{ title: 'a rule', author: 'Nguyễn Thử', license: 'CC0-1.0' }] },
  });
  expect(matching(ruleText(row).replace('condition: selection', 'condition: not selection')).has(change[0])).toBe(false);
});

const corpus = join(process.env.WARDWATCH_CORPUS ?? '../shared/data', 'sigma');
if (!existsSync(corpus)) console.warn(`skipped: the Sigma rules of the reference data are not at ${corpus}`);
test.skipIf(!existsSync(corpus))(
  'rules of SigmaHQ match a good part of the changes that the Windows scanners tell',
  { timeout: 60_000 },
  async () => {
    const rules = loadRules([{ path: corpus, mustExist: true }]).flatMap((listed) =>
      listed.status === 'accepted' ? [listed.accepted] : [],
    );
    const match = createRuleMatcher(rules, () => true);
    const matched = new Set<string>();
    for (const row of windowsChanges) if ((await changesOf(row)).some((change) => (match(change) ?? []).length > 0)) matched.add(row.name);
    expect(matched.size).toBeGreaterThan(windowsChanges.length / 4);
  },
);
