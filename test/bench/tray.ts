import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { intrusion } from '../e2e/tray/found.ts';
import { createContractAgent } from '../e2e/tray/contract-agent.ts';
import { setTrayStage } from '../e2e/tray/tray-stage.ts';
import { median, printTable } from './table.ts';

const rounds = 5;
const restMs = 6000;

/** MB that a process and all its descendants hold, pages that they share counted for each, as a task manager sums them. */
function treeMb(pid: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = readOrEmpty(`/proc/${name}/stat`);
    const parent = /\) \S (\d+)/.exec(stat)?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isOurs = (one: number): boolean => one === pid || (parents.has(one) && one > 1 && isOurs(parents.get(one) ?? 0));
  const all = [...parents.keys()].filter(isOurs);
  return all.reduce((sum, one) => sum + Number(/^VmRSS:\s+(\d+)/m.exec(readOrEmpty(`/proc/${one}/status`))?.[1] ?? 0) / 1024, 0);
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // the process has ended
  }
}

/** The tray application at rest against an Electron that does nothing, and how soon its window says something. True where every limit holds. */
export async function benchTray(): Promise<boolean> {
  const stage = await setTrayStage();
  const agent = createContractAgent(stage.folder());
  agent.has(intrusion);
  await agent.start();
  const [empty, atRest, afterWindow, seconds]: [number[], number[], number[], number[]] = [[], [], [], []];
  try {
    const application = join(stage.folder(), 'empty');
    mkdirSync(application, { recursive: true });
    writeFileSync(join(application, 'package.json'), '{"name": "empty", "main": "main.js"}');
    writeFileSync(join(application, 'main.js'), 'require("electron").app.on("window-all-closed", () => undefined);');
    for (let round = 0; round < rounds; round += 1) {
      const nothing = await stage.startOther(application);
      await sleep(restMs);
      empty.push(treeMb(nothing.process().pid ?? 0));
      await nothing.close();

      const tray = await stage.start({ socket: agent.path });
      const pid = tray.app.process().pid ?? 0;
      await sleep(restMs);
      atRest.push(treeMb(pid));
      const asked = performance.now();
      const page = await tray.openDashboard();
      seconds.push((performance.now() - asked) / 1000);
      await page.close();
      await sleep(restMs);
      afterWindow.push(treeMb(pid));
      await tray.close();
    }
  } finally {
    await agent.stop();
    await stage.close();
  }
  const over = (held: readonly number[]): number => median(held.map((mb, round) => mb - (empty[round] ?? 0)));
  const list = (held: readonly number[]): string => held.map((mb) => mb.toFixed(0)).join(', ');
  process.stdout.write(
    `MB of an empty Electron: ${list(empty)}; at rest: ${list(atRest)}; after a window was closed: ${list(afterWindow)}\n`,
  );
  return printTable(
    'The tray application',
    [{ name: 'click on the icon until the window says something', seconds }],
    [
      { what: 'MB over an empty Electron, no window opened yet', ratio: over(atRest), atMost: 120 },
      { what: 'MB over an empty Electron, after a window was closed', ratio: over(afterWindow), atMost: 120 },
      { what: 'seconds to the first content of the window', ratio: median(seconds), atMost: 1 },
    ],
  );
}
