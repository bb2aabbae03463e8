import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createApiToken } from '../../src/collector/administration.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { capturesOf } from './console-captures.ts';
import { type BareStage, openStage, unitNames } from './console-stage.ts';
import { knowledge, letters, wardMachines } from './console-warned-story.ts';

/** Days before now on which machines report. */
const days = [5, 2, 0];
const dayMs = 86_400_000;

/** A province that has been seeing to three warnings for some days, with a machine that may not run an agent. */
export async function setWarnedStage(): Promise<BareStage> {
  const stage = await openStage();
  const { dataFolder, province } = stage;
  const wardwatch = async (...args: string[]): Promise<void> => {
    const told: string[] = [];
    const code = await runCli([...args, '--data-dir', dataFolder], {
      out: () => undefined,
      err: (line) => void told.push(line),
      isTty: false,
      env: {},
      entryPoint: 'src/cli/main.ts',
      stdin: () => Readable.from([]),
      signal: new AbortController().signal,
    });
    if (code !== 0) throw new Error(`wardwatch ${args.join(' ')}: ${told.join(' ')}`);
  };
  stage.importKnowledge(knowledge, 1);
  stage.setBack((days[0] ?? 0) * dayMs);
  const machines = await Promise.all(
    wardMachines.map(async (machine) => ({
      ...machine,
      enrolled: await province.enrol({
        unitName: unitNames[machine.unit],
        hostname: machine.hostname,
        os: machine.days[0]?.system.family === 'windows' ? 'win32' : 'linux',
      }),
    })),
  );
  for (const { number, date, title, critical, high, product, effect, deadline } of letters.toReversed()) {
    const by = ['--issuer', 'Cục An toàn thông tin', '--number', number, '--date', date, '--title', title, '--effect', effect];
    await wardwatch(
      'warnings',
      'add',
      ...by,
      '--critical',
      critical,
      '--high',
      high,
      '--product',
      product,
      '--deadline',
      deadline || 'none',
    );
  }
  // Before machines report, which has the collector look at all inventories again.
  const captures = capturesOf('XN-MAY-SINH-HOA');
  const files = [captures.systeminfo, captures.qfe].map(({ name, buffer }) => {
    writeFileSync(join(dataFolder, name), buffer);
    return join(dataFolder, name);
  });
  await wardwatch('inventory', 'import', ...files, '--unit', unitNames[0]);
  const { token } = await createApiToken({ dataFolder, configuration: stage.configuration, validMs: 30 * dayMs });
  for (const [at, daysAgo] of days.entries()) {
    stage.setBack(daysAgo * dayMs);
    for (const { enrolled, days: reported } of machines) {
      const inventory = reported[at];
      if (inventory) await enrolled.reportInventory(inventory);
    }
    await province.read('/api/v1/warnings', token);
  }
  return stage;
}
