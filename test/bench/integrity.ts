import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { smallHeapArgs, smallHeapEnv } from '../../src/platform/small-heap.ts';
import { type Limit, median, type Measured, printTable } from './table.ts';

const report = z.object({ changes: z.number(), unreadable: z.number(), maxRssMb: z.number() });
type Report = z.infer<typeof report>;

export interface IntegrityBench {
  /** The bundled `scan-tree.js`. */
  readonly program: string;
  readonly root: string;
  readonly rounds: number;
}

async function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ seconds: number; out: string }> {
  const startedMs = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...env } });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out = (out + chunk.toString()).slice(-4096);
  });
  await new Promise((resolve) => child.once('close', resolve));
  return { seconds: (performance.now() - startedMs) / 1000, out };
}

function aideConfiguration(folder: string, root: string, workers: number): string {
  const path = join(folder, `aide-${workers}.conf`);
  const lines = [
    `database_in=file:${folder}/aide.db`,
    `database_out=file:${folder}/aide-${workers}.out`,
    'database_attrs=sha256',
    'report_level=minimal',
    ...(workers === 1 ? [] : [`num_workers=${workers}`]),
    'Watched = p+i+n+u+g+s+m+c+l+ftype+sha256',
    `${root} Watched`,
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

/** Interleaved rounds over one tree, warm; true where every limit holds. */
export async function benchIntegrity({ program, root, rounds }: IntegrityBench): Promise<boolean> {
  const folder = join(tmpdir(), `wardwatch-bench-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    const lists = fileLists(root, folder);
    const measured: Record<string, Measured> = {};
    const peak: Record<string, number> = {};
    const files = execFileSync('/usr/bin/find', [root, '-xdev', '!', '-type', 'd', '-printf', '.'], { maxBuffer: 64 * 1024 ** 2 }).length;
    const take = (name: string, seconds: number): void => {
      const known = measured[name] ?? { name, seconds: [] };
      measured[name] = known;
      known.seconds.push(seconds);
    };
    const scan = async (pass: 'first' | 'again' | 'rehash'): Promise<void> => {
      if (pass === 'first') rmSync(join(folder, 'data'), { recursive: true, force: true });
      const { seconds, out } = await run(process.execPath, [...smallHeapArgs, program, join(folder, 'data'), root, pass], smallHeapEnv);
      const found: Report = report.parse(JSON.parse(out));
      if (found.changes > 0) throw new Error(`${found.changes} changes of a tree that nobody changed`);
      take(`wardwatch ${pass}`, seconds);
      peak[pass] = Math.max(peak[pass] ?? 0, found.maxRssMb);
    };
    const [one, two] = [1, 2].map((workers) => aideConfiguration(folder, root, workers));
    const aide = async (name: string, config: string | undefined, command: string): Promise<void> =>
      take(name, (await run('/usr/bin/aide', ['--config', config ?? '', command])).seconds);
    await run('/usr/bin/openssl', ['version']);
    await warm(lists);
    for (let round = 0; round < rounds; round += 1) {
      // The slow one before has taken so long that what it read first is cold again: every other program finds it warm.
      if (round > 0) await warm(lists);
      await scan('first');
      take('openssl, two processes', await warm(lists));
      await scan('again');
      take('find -printf', (await run('/usr/bin/find', [root, '-xdev', '-printf', '%s %T@ %C@ %i %m %U %G %p\\n'])).seconds);
      await scan('rehash');
      await aide('aide --init', one, '--init');
      execFileSync('/bin/mv', [join(folder, 'aide-1.out'), join(folder, 'aide.db')]);
      await aide('aide --init, 2 workers', two, '--init');
      await aide('aide --check', one, '--check');
    }
    const at = (name: string): number => median(measured[name]?.seconds ?? []);
    const limits: Limit[] = [
      { what: 'first scan against aide --init', ratio: at('aide --init') / at('wardwatch first'), atLeast: 7 },
      { what: 'first scan against aide --init with 2 workers', ratio: at('aide --init, 2 workers') / at('wardwatch first'), atLeast: 5 },
      { what: 'first scan against openssl by two processes', ratio: at('wardwatch first') / at('openssl, two processes'), atMost: 1.15 },
      { what: 'full re-hash and compare against aide --check', ratio: at('aide --check') / at('wardwatch rehash'), atLeast: 5 },
      { what: 'metadata first against find -printf', ratio: at('wardwatch again') / at('find -printf'), atMost: 2.5 },
      ...(['first', 'again', 'rehash'] as const).map((pass) => ({
        what: `peak memory of the ${pass} scan, MB`,
        ratio: peak[pass] ?? 0,
        atMost: 120,
      })),
    ];
    return printTable(
      `File integrity: ${root}, ${files} files, ${rounds} rounds, ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'})`,
      Object.values(measured),
      limits,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The regular files of the tree in two lists of every second one, for `xargs -0`. */
function fileLists(root: string, folder: string): string[] {
  const paths = execFileSync('/usr/bin/find', [root, '-xdev', '-type', 'f', '-print0'], { maxBuffer: 256 * 1024 ** 2 })
    .toString('latin1')
    .split('\0')
    .filter((path) => path !== '');
  return [0, 1].map((part) => {
    const list = join(folder, `list-${part}`);
    writeFileSync(list, paths.filter((_, index) => index % 2 === part).join('\0'), 'latin1');
    return list;
  });
}

/** Seconds that two processes of openssl take for all files. */
async function warm(lists: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  await Promise.all(lists.map((list) => run('/usr/bin/xargs', ['-0', '-a', list, '/usr/bin/openssl', 'dgst', '-sha256'])));
  return (performance.now() - startedMs) / 1000;
}
