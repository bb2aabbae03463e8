import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ListedRule, loadRules } from '../../../../src/agent/sigma/load-rules.ts';
import { type Change, changesBetween } from '../../../../src/domain/change.ts';
import { createRuleMatcher } from '../../../../src/domain/sigma/apply-sigma.ts';
import type { RefusalCode } from '../../../../src/domain/sigma/rule-refusal.ts';
import { windowsChanges } from '../../../support/windows/changes/all-changes.ts';
import { windowsMachine } from '../../../support/windows/windows-machine.ts';

// Rules of the Sigma project (Detection Rule License 1.1), read in place.
const folder = join(process.env.WARDWATCH_CORPUS ?? resolve('../shared/data'), 'sigma');
const isThere = existsSync(folder);
if (!isThere) console.warn(`skipped: there are no Sigma rules in ${folder}`);

describe.skipIf(!isThere)('the rules of the Sigma project', () => {
  let listed: readonly ListedRule[] = [];
  beforeAll(() => {
    listed = loadRules([{ path: folder, mustExist: true }]);
  });
  const accepted = () => listed.flatMap((rule) => (rule.status === 'accepted' ? [rule.accepted] : []));

  test('are each in use, or refused for what they ask for and not for how they are written', () => {
    const counts = new Map<RefusalCode, number>();
    for (const rule of listed)
      if (rule.status === 'refused')
        for (const code of new Set(rule.refusals.map((refusal) => refusal.code))) counts.set(code, (counts.get(code) ?? 0) + 1);
    console.log(`Sigma: ${listed.length} rules, ${accepted().length} in use, refused:`, Object.fromEntries(counts));
    expect(listed.length).toBeGreaterThan(800);
    expect(accepted().length).toBeGreaterThan(300);
    expect([...counts.keys()].toSorted()).toEqual(['event-not-told', 'field-not-told', 'keywords', 'log-source']);
  });

  test('each have an author and the licence of their collection', () => {
    const rules = accepted().map(({ rule }) => rule);
    expect(rules.filter(({ author }) => author === null)).toEqual([]);
    expect(new Set(rules.map(({ license }) => license))).toEqual(new Set(['DRL-1.1']));
  });

  test('are asked of nothing that is not told', () => {
    const told = new Set(accepted().flatMap(({ fields }) => [...fields]));
    for (const field of ['Image', 'User', 'CommandLine', 'SubjectUserName', 'TaskContent']) expect(told).not.toContain(field);
  });

  const changesOf = async (name: string): Promise<Change[]> => {
    const change = windowsChanges.find((row) => row.name === name);
    if (!change) throw new Error(`no change ${name}`);
    const machine = windowsMachine();
    if (change.before) machine.registry.import(change.before);
    const baseline = (await machine.scan(change.scanner)).things ?? [];
    if (change.reg) machine.registry.import(change.reg);
    for (const [path, text] of Object.entries(change.files ?? {})) machine.write(path, text);
    return changesBetween(baseline, (await machine.scan(change.scanner)).things ?? []);
  };

  test.for([
    ['a debugger before sethc', 'Sticky Key Like Backdoor Usage - Registry'],
    ['GlobalFlag for silent exits', 'Potential Persistence Via GlobalFlags'],
    ['what opens settings, of a user', 'Bypass UAC Using DelegateExecute'],
    ['WDigest keeps passwords', 'Wdigest Enable UseLogonCredential'],
    ['macros allowed', 'Office Macros Warning Disabled'],
    ['a root certificate', 'New Root or CA or AuthRoot Certificate to Store'],
    ['the firewall switched off', 'Disable Microsoft Defender Firewall via Registry'],
    ['a shim database', 'Potential Persistence Via Shim Database In Uncommon Location'],
    ['an item in the common start-up folder', 'Suspicious Startup Folder Persistence'],
    ['a PowerShell profile', 'PowerShell Profile Modification'],
  ] as const)('know %s as "%s"', async ([name, title]) => {
    const match = createRuleMatcher(accepted(), () => true);
    const titles = (await changesOf(name)).flatMap((change) => (match(change) ?? []).map((rule) => rule.title));
    expect(titles).toContain(title);
  });

  test('take less than two seconds to be held against a thousand changes', async () => {
    const some = (await Promise.all(windowsChanges.slice(0, 40).map(({ name }) => changesOf(name)))).flat();
    const thousand = Array.from({ length: 1000 }, (_, index) => some[index % some.length]).filter((change) => change !== undefined);
    const match = createRuleMatcher(accepted(), () => true);
    const started = performance.now();
    const found = thousand.filter((change) => (match(change) ?? []).length > 0).length;
    const tookMs = performance.now() - started;
    console.log(`Sigma: ${accepted().length} rules against ${thousand.length} changes in ${Math.round(tookMs)} ms, ${found} match`);
    expect(found).toBeGreaterThan(0);
    expect(tookMs).toBeLessThan(2000);
  });
});
