import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { smallHeapArgs, smallHeapEnv } from '../../src/platform/small-heap.ts';
import { type Limit, printTable } from './table.ts';

const folders = 1020;
const perFolder = 98;
const burst = 10_000;

const rssMb = (pid: number): number => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** The built agent over a tree of 100,000 documents: a burst of 10,000, a canary in the middle of it. True where every limit holds. */
export async function benchWatching(program: string): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'wardwatch-bench-'));
  const tree = join(folder, 'documents');
  const [data, canaries] = [join(folder, 'data'), join(folder, 'canaries')];
  try {
    for (const path of [data, canaries]) mkdirSync(path);
    for (let at = 0; at < folders; at += 1) {
      mkdirSync(join(tree, `d${at}`), { recursive: true });
      for (let file = 0; file < perFolder; file += 1) writeFileSync(join(tree, `d${at}`, `Tài liệu ${file}.docx`), `PK ${at} ${file}`);
    }
    const settings = { document_folders: [tree], canary_folders: [canaries] };
    const toml = [
      '[scan]',
      `extra_files = [${JSON.stringify(tree)}]`,
      '[watch]',
      ...Object.entries(settings).map(([key, value]) => `${key} = ${JSON.stringify(value)}`),
    ];
    writeFileSync(join(data, 'wardwatch.toml'), `${toml.join('\n')}\n`);
    const run = (...args: readonly string[]) =>
      spawn(process.execPath, [...smallHeapArgs, program, ...args, '--data-dir', data], {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, ...smallHeapEnv, WARDWATCH_LANGUAGE: 'en' },
      });
    await once(run('scan', '--only', 'file-integrity').stderr.resume(), 'close');
    const agent = run('agent', 'run');
    try {
      await once(agent.stderr, 'data');
      agent.stderr.resume();
      await sleep(3000);
      const pid = agent.pid ?? 0;
      const idleMb = rssMb(pid);
      const db = new Database(join(data, 'agent', 'agent.db'), { readonly: true });
      const told = (rule: string): number | null => {
        const row: unknown = db.prepare("SELECT evidence FROM finding WHERE rule LIKE ? || '%' AND state = 'open'").pluck().get(rule);
        const evidence = z.string().safeParse(row).data;
        if (evidence === undefined) return null;
        return z.object({ flood: z.object({ count: z.number() }).optional() }).parse(JSON.parse(evidence)).flood?.count ?? 1;
      };
      let peakMb = 0;
      const startedMs = performance.now();
      let canaryMs = 0;
      for (let file = 0; file < burst; file += 1) {
        const path = join(tree, `d${file % 200}`, `mới ${file}.docx`);
        writeFileSync(path, 'PK 1');
        writeFileSync(path, `PK 2 ${file}`);
        renameSync(path, `${path}.locked`);
        if (file === burst / 2) {
          writeFileSync(join(canaries, '!000-WardWatch-tep-canh-gioi.docx'), 'encrypted');
          canaryMs = performance.now();
        }
        if (file % 500 === 0) {
          peakMb = Math.max(peakMb, rssMb(pid));
          await sleep(1);
        }
      }
      const burstSeconds = (performance.now() - startedMs) / 1000;
      const until = async (isSo: () => boolean, mostMs: number): Promise<number> => {
        const fromMs = performance.now();
        while (!isSo() && performance.now() - fromMs < mostMs) {
          await sleep(10);
          peakMb = Math.max(peakMb, rssMb(pid));
        }
        return performance.now();
      };
      const alertSeconds = ((await until(() => told('ransomware.canary') !== null, 30_000)) - canaryMs) / 1000;
      const massSeconds = ((await until(() => told('ransomware.mass') !== null, 30_000)) - startedMs) / 1000;
      await until(() => told('configuration-file.added') === burst, 60_000);
      const known = told('configuration-file.added') ?? 0;
      db.close();
      const limits: Limit[] = [
        { what: 'burst of 10,000 files made, rewritten and renamed, s', ratio: burstSeconds, atMost: 5 },
        { what: 'canary touched in the middle of it to stored finding, s', ratio: alertSeconds, atMost: 2 },
        { what: 'mass change told after the burst began, s', ratio: massSeconds, atMost: 10 },
        { what: 'final states known after the re-scan that follows by itself', ratio: known, atLeast: burst },
        { what: 'agent at rest over 100,000 files, MB', ratio: idleMb, atMost: 80 },
        { what: 'agent in the burst, MB', ratio: peakMb, atMost: 150 },
        { what: 'agent still runs (1 is yes)', ratio: agent.exitCode === null ? 1 : 0, atLeast: 1 },
      ];
      return printTable(`Watching: ${folders * perFolder} files in ${folders} folders`, [], limits);
    } finally {
      agent.kill('SIGTERM');
      await once(agent, 'close');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
