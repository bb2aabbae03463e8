import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runScan, type ScanChoice } from '../../../../src/agent/scan/run-scan.ts';
import { createRuleMatching } from '../../../../src/agent/sigma/match-rules.ts';
import { systemClock } from '../../../../src/base/clock.ts';
import { finding } from '../../../../src/contracts/finding.ts';
import { createPseudonym } from '../../../../src/domain/redact-text.ts';
import { redactFinding } from '../../../../src/domain/redaction.ts';
import type { WatchedThing } from '../../../../src/domain/thing.ts';
import type { Scanner } from '../../../../src/scanners/scanner.ts';
import { openAgentStore } from '../../../../src/storage/agent/agent-store.ts';
import { hostOver } from '../../../support/fake-host.ts';
import { ruleText } from '../../../support/sigma.ts';
import { layOut, tempFolder } from '../../../support/temp-folder.ts';

const fileRule = (title: string, place: string, more: string): string =>
  ruleText('category: file_event, product: linux', `  s:\n    TargetFilename|startswith: ${place}\n  condition: s`, more).replace(
    'a rule of the test',
    title,
  );
const low = fileRule('A file of a share', '/srv/', 'level: low');
const critical = fileRule('A file in /home/binh/x', '/srv/', 'level: critical\ntags: [attack.t1486, attack.impact]');
const refused = ruleText('category: file_event, product: linux', '  s:\n    Image: x\n  condition: s');

function machine() {
  const root = tempFolder();
  const host = hostOver(root);
  const store = openAgentStore(join(root, 'data'));
  const scan = (things: readonly WatchedThing[], { longestMs, ...choice }: Partial<ScanChoice> & { longestMs?: number } = {}) => {
    const scanner: Scanner = {
      id: 'persistence',
      runsOn: ['linux'],
      everyMinutes: 1,
      timeoutMs: 10_000,
      scan: () => Promise.resolve({ things }),
    };
    const rules = createRuleMatching({
      folders: [{ path: join(root, 'sigma'), mustExist: false }],
      store,
      clock: systemClock,
      ...(longestMs === undefined ? {} : { longestMs }),
    });
    return runScan(
      { scanners: [scanner], skip: [], ...choice },
      { host, clock: systemClock, store, signal: new AbortController().signal, rules },
    );
  };
  const events = (): string[] => store.transaction(() => store.results.takeEvents().map(({ code, detail }) => `${code} ${detail}`));
  return { root, store, scan, events };
}
const file = (key: string, digest = 'a'): WatchedThing => ({ kind: 'configuration-file', key, state: { digest } });
const always = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const, from: '00:00', to: '23:59' }];

test('a finding is as grave as the gravest rule that matches, of its technique where it has none, and cites them all', async () => {
  const { root, store, scan } = machine();
  layOut(root, { 'sigma/a.yml': low, 'sigma/b.yml': critical });
  await scan([]);
  await scan([file('/srv/x'), file('/etc/y')]);
  expect(store.findings.list()).toMatchObject([
    {
      severity: 'critical',
      technique: 'T1486',
      evidence: {
        subject: '/srv/x',
        rules: [
          { title: 'A file in /home/binh/x', severity: 'critical', author: 'the project', license: 'CC0-1.0' },
          { title: 'A file of a share', severity: 'low' },
        ],
      },
    },
    { severity: 'medium', evidence: { subject: '/etc/y' } },
  ]);
  expect(store.findings.list()[1]?.evidence.rules).toBeUndefined();
});

test('a rule that is less grave than its finding does not make it less grave', async () => {
  const { root, store, scan } = machine();
  layOut(root, { 'sigma/a.yml': low });
  await scan([]);
  await scan([file('/srv/x')]);
  expect(store.findings.list()).toMatchObject([{ severity: 'medium', evidence: { rules: [{ severity: 'low' }] } }]);
});

test('what a rule that came later says of an open finding is news, once', async () => {
  const { root, store, scan } = machine();
  const news = (): readonly unknown[] => store.transaction(() => store.findings.takeNews(10));
  await scan([]);
  await scan([file('/srv/x')]);
  expect(news()).toHaveLength(1);
  await scan([file('/srv/x')]);
  expect(news()).toEqual([]);
  layOut(root, { 'sigma/b.yml': critical });
  await scan([file('/srv/x')]);
  expect(news()).toMatchObject([{ severity: 'critical', state: 'open' }]);
  await scan([file('/srv/x')]);
  expect(news()).toEqual([]);
});

test('refused rules are told to the collector when a change asks for rules, and again only when others are refused', async () => {
  const { root, scan, events } = machine();
  layOut(root, { 'sigma/a.yml': low, 'sigma/b.yml': refused });
  await scan([]);
  await scan([]);
  expect(events()).toEqual([]);
  await scan([file('/srv/x')]);
  expect(events()).toEqual(['SIGMA_RULES_REFUSED 1/2: field-not-told 1']);
  await scan([file('/srv/x')]);
  expect(events()).toEqual([]);
  layOut(root, { 'sigma/c.yml': 'title: [' });
  await scan([file('/srv/x')]);
  expect(events()).toEqual(['SIGMA_RULES_REFUSED 2/3: field-not-told 1, not-yaml 1']);
  for (const name of ['b', 'c']) rmSync(join(root, `sigma/${name}.yml`));
  await scan([file('/srv/x')]);
  expect(events()).toEqual(['SIGMA_RULES_REFUSED 0/1: ']);
});

test('an explained change is held against no rule', async () => {
  const { root, store, scan, events } = machine();
  layOut(root, { 'sigma/a.yml': critical, 'sigma/b.yml': refused });
  await scan([]);
  await scan([file('/srv/x')], { maintenance: always });
  expect(store.findings.list()).toEqual([]);
  expect(events()).toEqual([]);
});

test('where the rules take too long the findings are told without them, and that they did is told once', async () => {
  const { root, store, scan, events } = machine();
  layOut(root, { 'sigma/a.yml': critical });
  await scan([]);
  await scan([file('/srv/x'), file('/srv/y')], { longestMs: 0 });
  expect(store.findings.list().map(({ severity }) => severity)).toEqual(['medium', 'medium']);
  expect(events()).toEqual(['SIGMA_TIME_EXCEEDED 0 ms']);
});

test('a flood keeps the rules that match some of it', async () => {
  const { root, store, scan } = machine();
  layOut(root, {
    'sigma/a.yml': critical.replace('startswith: /srv/', 'endswith: /7'),
    'sigma/b.yml': low.replace('/srv/', '/srv/share/2'),
  });
  await scan([]);
  await scan(Array.from({ length: 200 }, (_, at) => file(`/srv/share/${at}`)));
  const findings = store.findings.list();
  expect(findings.find(({ evidence }) => evidence.flood)?.evidence.rules).toMatchObject([{ title: 'A file of a share' }]);
  expect(findings.find(({ severity }) => severity === 'critical')?.evidence).toMatchObject({ subject: '/srv/share/7' });
});

test('rules leave the workstation whole but for names of persons, and a finding without any is as valid as it was', async () => {
  const { root, store, scan } = machine();
  layOut(root, { 'sigma/b.yml': critical });
  await scan([]);
  await scan([file('/srv/x'), file('/etc/y')]);
  const left = store.findings.list().map((one) => redactFinding(one, createPseudonym('key')));
  expect(JSON.stringify(left)).not.toContain('binh');
  expect(left.map((one) => finding.parse(JSON.parse(JSON.stringify(one))).evidence.rules?.[0]?.license)).toEqual(['CC0-1.0', undefined]);
});
