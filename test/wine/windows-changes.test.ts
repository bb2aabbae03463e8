import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { windowsNode } from '../../build/setup/wine.ts';
import { type Change, changesBetween, findingOfChange } from '../../src/domain/change.ts';
import { foldName } from '../../src/domain/registry-key.ts';
import { kindsOfThing, type ThingKind, type WatchedThing } from '../../src/domain/thing.ts';
import { windowsChanges } from '../support/windows/changes/all-changes.ts';
import { createWineMachine, type WineMachine, wineMissing } from './wine-machine.ts';

const isThingKind = (kind: string): kind is ThingKind => Object.hasOwn(kindsOfThing, kind);
const attribute = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
const thing = z.object({ kind: z.string().refine(isThingKind), key: z.string(), state: z.record(z.string(), attribute) });
const judgement = z.object({ things: z.array(thing), unreadable: z.array(z.object({ subject: z.string(), reason: z.string() })) });
const scanned = z.object({
  release: z.object({ name: z.string(), kernel: z.string() }),
  'windows-accounts': judgement,
  'windows-audit': judgement,
  'windows-subscriptions': judgement,
  'windows-files': judgement,
  'windows-services': judgement,
  'windows-tasks': judgement,
  'windows-registry': judgement,
});
type Scanned = z.infer<typeof scanned>;

const scannerIds = [
  'windows-accounts',
  'windows-audit',
  'windows-subscriptions',
  'windows-files',
  'windows-services',
  'windows-tasks',
  'windows-registry',
] as const;

if (wineMissing !== null) console.warn(`skipped: ${wineMissing}`);

describe.skipIf(wineMissing !== null)(`every change on Windows as Wine makes it${wineMissing === null ? '' : ` (${wineMissing})`}`, () => {
  let machine: WineMachine;
  let before: Scanned;
  let changes: ReadonlyMap<string, readonly Change[]>;

  async function scan(): Promise<Scanned> {
    const { code, printed } = await machine.run(windowsNode, [
      `Z:${resolve('test/wine/scan-inside.ts').replaceAll('/', '\\')}`,
      'C:\\scan.json',
    ]);
    expect(printed, 'what the scan within printed').not.toContain('Error');
    expect(code).toBe(0);
    return scanned.parse(JSON.parse(readFileSync(join(machine.drive, 'scan.json'), 'utf8')));
  }

  beforeAll(async () => {
    machine = await createWineMachine();
    await machine.importRegistry(windowsChanges.map((change) => change.before ?? '').join('\n'));
    before = await scan();
    await machine.importRegistry(windowsChanges.map((change) => change.reg ?? '').join('\n'));
    for (const [path, text] of windowsChanges.flatMap(({ files }) => Object.entries(files ?? {})))
      machine.writeFile(path, typeof text === 'string' && text.startsWith('<?xml') ? Buffer.from(`\uFEFF${text}`, 'utf16le') : text);
    const after = await scan();
    const thingsOf = (reading: Scanned, id: (typeof scannerIds)[number]): WatchedThing[] => reading[id].things;
    changes = new Map(scannerIds.map((id) => [id, changesBetween(thingsOf(before, id), thingsOf(after, id))]));
  }, 300_000);
  afterAll(async () => machine.remove(), 60_000);

  test('the machine says what it is', () =>
    expect(before.release).toMatchObject({ name: expect.stringContaining('Windows 10'), kernel: expect.stringMatching(/^10\.0\.\d+/) }));
  test('all of the registry that is asked for is read', () => {
    expect(before['windows-registry'].unreadable).toEqual([]);
    expect(before['windows-services'].unreadable).toEqual([]);
    expect(before['windows-services'].things.some(({ key }) => key.endsWith('\\BITS'))).toBe(true);
  });

  test.for(windowsChanges)('$name is told once, as $technique', ({ scanner, technique, told }) => {
    const own = (changes.get(scanner) ?? []).filter(({ key }) => foldName(key) === foldName(told));
    expect(own.map((change) => findingOfChange(scanner, change).technique)).toEqual([technique]);
  });

  test('nothing else is told', () => {
    const expected = new Set(windowsChanges.map(({ told }) => foldName(told)));
    const others = [...changes].flatMap(([id, all]) =>
      all.filter(({ key }) => !expected.has(foldName(key))).map(({ key, change }) => `${id} ${change} ${key}`),
    );
    expect(others).toEqual([]);
  });

  test('a second reading of the same machine tells nothing', async () => {
    const again = await scan();
    const once = await scan();
    for (const id of scannerIds) expect(changesBetween(again[id].things, once[id].things)).toEqual([]);
  }, 120_000);
});
