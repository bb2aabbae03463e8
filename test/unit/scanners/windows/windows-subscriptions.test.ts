import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isHidden } from '../../../../src/agent/scan/plan-changes.ts';
import { type Change, changesBetween, findingOfChange } from '../../../../src/domain/change.ts';
import { bitsJobs } from '../../../../src/scanners/windows-subscriptions/bits-jobs.ts';
import { cimInstance } from '../../../../src/scanners/windows-subscriptions/cim-instance.ts';
import { parseMapping } from '../../../../src/scanners/windows-subscriptions/page-mapping.ts';
import { recordsOf } from '../../../../src/scanners/windows-subscriptions/page-records.ts';
import { type QueuedJob, jobBytes, queueBytes } from '../../../support/windows/bits-queue.ts';
import { windowsMachine, type WindowsMachine } from '../../../support/windows/windows-machine.ts';
import { instanceOf, mapping, repositoryFiles, type RepositoryShape, type Subscription } from '../../../support/windows/wmi-repository.ts';

const repository = 'C:\\Windows\\System32\\wbem\\Repository';
const queue = 'C:\\ProgramData\\Microsoft\\Network\\Downloader';
/** Every Windows has this one. */
const delivered: Subscription = { name: 'SCM Event Log Filter', consumer: 'NTEventLogEventConsumer', does: ['Service Control Manager'] };
const evil: Subscription = {
  name: 'Cập nhật',
  query: "SELECT * FROM __InstanceModificationEvent WITHIN 60 WHERE TargetInstance ISA 'Win32_LocalTime'",
  does: ['powershell.exe -enc SQBFAFgA'],
};
const script: Subscription = { name: 'Evil', consumer: 'ActiveScriptEventConsumer', does: ['VBScript', `x = 1\r\n${'y'.repeat(20_000)}`] };

function repositoryOf(machine: WindowsMachine, subscriptions: readonly Subscription[], shape: RepositoryShape = {}): void {
  for (const [path, bytes] of Object.entries(repositoryFiles(subscriptions, shape))) machine.write(path, bytes);
}

async function told(before: (machine: WindowsMachine) => void, after: (machine: WindowsMachine) => void): Promise<Change[]> {
  const machine = windowsMachine();
  before(machine);
  const baseline = (await machine.scan('windows-subscriptions')).things ?? [];
  after(machine);
  const now = await machine.scan('windows-subscriptions');
  return changesBetween(baseline, now.things ?? [], ({ key }) => isHidden(key, now.unreadable ?? []));
}

test('a new subscription is told with what it waits for and what it does', async () => {
  const changes = await told(
    (machine) => repositoryOf(machine, [delivered]),
    (machine) => repositoryOf(machine, [delivered, evil], { version: 8 }),
  );
  expect(changes).toMatchObject([{ change: 'added', key: 'WMI: CommandLineEventConsumer "Cập nhật" on "Cập nhật"' }]);
  expect(changes[0]?.after).toEqual({
    consumer: ['Cập nhật', 'powershell.exe -enc SQBFAFgA'].toSorted(),
    filter: ['Cập nhật', 'WQL', evil.query, 'root\\cimv2'].toSorted(),
  });
  expect(changes.map((change) => findingOfChange('windows-subscriptions', change).technique)).toEqual(['T1546.003']);
});

test('a script that fills several pages, which lie in any order, is read whole', async () => {
  const changes = await told(
    (machine) => repositoryOf(machine, [delivered]),
    (machine) => repositoryOf(machine, [delivered, script]),
  );
  const says = changes[0]?.after?.consumer;
  expect(says).toEqual(expect.arrayContaining(['VBScript', expect.stringMatching(/^x = 1\r\ny+… SHA256:[0-9a-f]{32}$/)]));
});

test('another command behind the same name is told', async () => {
  const changes = await told(
    (machine) => repositoryOf(machine, [evil]),
    (machine) => repositoryOf(machine, [{ ...evil, does: ['cmd.exe /c x'] }]),
  );
  expect(changes).toMatchObject([{ change: 'modified', after: { consumer: expect.arrayContaining(['cmd.exe /c x']) } }]);
});

test('what is left of a subscription in pages that are no longer in use is none, wherever the others have moved', async () => {
  expect(
    await told(
      (machine) => repositoryOf(machine, [delivered]),
      (machine) => repositoryOf(machine, [delivered], { version: 9, left: [evil] }),
    ),
  ).toEqual([]);
});

test.for<[string, (machine: WindowsMachine) => void, string]>([
  [
    'a mapping cut short',
    (machine) => machine.write(`${repository}\\MAPPING1.MAP`, mapping(9, [0, 1, 2]).subarray(0, 60)),
    'OUTPUT_NOT_UNDERSTOOD',
  ],
  ['a mapping that leads beyond the file', (machine) => machine.write(`${repository}\\MAPPING1.MAP`, mapping(9, [5000])), 'TORN'],
  [
    'a mapping of a file that nobody can read',
    (machine) => machine.write(`${repository}\\MAPPING1.MAP`, mapping(9, [0x3000_0000])),
    'TOO_LARGE',
  ],
  ['a long record whose pages are gone', (machine) => machine.write(`${repository}\\MAPPING1.MAP`, mapping(9, [3, null])), 'TORN'],
])('%s is said, and takes no subscription away', async ([, after, reason]) => {
  const machine = windowsMachine();
  repositoryOf(machine, [delivered, script]);
  const baseline = (await machine.scan('windows-subscriptions')).things ?? [];
  expect(baseline).toHaveLength(2);
  after(machine);
  const { things = [], unreadable = [] } = await machine.scan('windows-subscriptions');
  expect(unreadable).toContainEqual({ subject: repository, reason });
  expect(changesBetween(baseline, things, ({ key }) => isHidden(key, unreadable))).toEqual([]);
});

test('a machine without a repository is not one without subscriptions', async () =>
  expect((await windowsMachine().scan('windows-subscriptions')).unreadable).toEqual([
    { subject: repository, reason: 'ABSENT' },
    { subject: 'WMI: ', reason: 'ABSENT' },
  ]));

const run: QueuedJob = { name: 'Tải bản vá', command: 'C:\\Windows\\System32\\cmd.exe', arguments: 'cmd.exe /c evil.bat' };

test.for([`${queue}\\qmgr.db`, `${queue}\\qmgr1.dat`])(
  'a job in %s that starts a program is told, one that only loads is not',
  async (path) => {
    const changes = await told(
      (machine) => machine.write(path, queueBytes([{ name: 'Microsoft Edge' }])),
      (machine) => machine.write(path, queueBytes([{ name: 'Microsoft Edge' }, { name: 'x', arguments: 'y' }, run])),
    );
    expect(changes).toMatchObject([
      {
        change: 'added',
        key: 'BITS: {67452301-ab89-efcd-0123-456789abcdef}',
        after: { name: 'Tải bản vá', command: 'C:\\Windows\\System32\\cmd.exe', arguments: 'cmd.exe /c evil.bat' },
      },
    ]);
    expect(changes.map((change) => findingOfChange('windows-subscriptions', change).technique)).toEqual(['T1197']);
  },
);

test('a job on the edge of what is read at once is told once', async () => {
  for (const before of [1024 * 1024 - 200, 1024 * 1024 - 8, 1024 * 1024 + 500]) {
    const changes = await told(
      () => undefined,
      (machine) => machine.write(`${queue}\\qmgr.db`, queueBytes([run], before)),
    );
    expect(changes, String(before)).toHaveLength(1);
  }
});

test('a queue that cannot be read is said', async () => {
  const machine = windowsMachine();
  machine.write(`${queue}\\qmgr.db\\x`, 'a folder in its place');
  expect((await machine.scan('windows-subscriptions')).unreadable).toContainEqual({ subject: 'BITS: ', reason: expect.any(String) });
});

const anyBytes = fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes));
const anyText = fc.string({ maxLength: 40 }).filter((text) => !text.includes('\0'));

test('bytes of any kind are understood or passed over', () =>
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      expect(parseMapping(bytes)).toBeNull();
      for (const { start } of recordsOf(bytes)) expect(start.length).toBeLessThanOrEqual(bytes.length);
      expect(bitsJobs(bytes)).toEqual([]);
      cimInstance(Buffer.concat([bytes, Buffer.from('\0__EventFilter\0'), bytes]));
    }),
  ));

test('whatever a job is called and runs, it is read as it was written', () =>
  fc.assert(
    fc.property(anyBytes, anyText, anyText, anyText, (noise, name, command, args) => {
      const jobs = bitsJobs(Buffer.concat([noise, jobBytes({ name, command, arguments: args }), noise]));
      expect(jobs).toContainEqual({ id: '{67452301-ab89-efcd-0123-456789abcdef}', name, command, arguments: args });
    }),
  ));

test('whatever letters an instance holds, they are read', () =>
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[ -~ạ-ỹà-ý\n]{1,60}$/u), { minLength: 1, maxLength: 8 }), (texts) => {
      expect(cimInstance(instanceOf('CommandLineEventConsumer', texts))?.texts).toEqual(texts);
    }),
  ));

test('a queue made to be read in many ways is read in bounded time', () => {
  const zeros = Buffer.alloc(60_000);
  const owners = Buffer.from('S-1-5-18\0'.repeat(2000), 'utf16le');
  const startedMs = performance.now();
  bitsJobs(Buffer.concat([zeros, owners, zeros]));
  expect(performance.now() - startedMs).toBeLessThan(5000);
});
