import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, whileLocked } from './build-lock.ts';
import { inProject } from './project.ts';
import { addSupplyChain } from './supply-chain.ts';
import { sourceDigest } from './source-digest.ts';

const sources = ['src', 'renderer', 'electron', 'build', 'package-lock.json'];
const dist = inProject('dist');

/** Builds `dist/` unless it is of these very sources. Whole or not at all: built aside, then renamed. */
export async function buildWhenStale(): Promise<void> {
  const digest = sourceDigest(sources);
  if (isBuilt(digest)) return;
  await whileLocked(async () => {
    if (isBuilt(digest)) return;
    console.error('wardwatch: building …');
    clearLeftovers();
    const aside = inProject(`.dist-${process.pid}`);
    await buildInto(aside);
    addSupplyChain(aside);
    writeFileSync(join(aside, '.stamp'), digest);
    rmSync(dist, { recursive: true, force: true });
    renameSync(aside, dist);
  });
}

/** What builds that failed or were killed left behind. */
function clearLeftovers(): void {
  for (const name of readdirSync(inProject()))
    if (name.startsWith('.dist-') && !isRunning(Number(name.slice('.dist-'.length))))
      rmSync(inProject(name), { recursive: true, force: true });
}

/** The parts of the product, each with the file that it starts from. */
const parts = {
  node: 'src/cli/main.ts',
  console: 'renderer/console/index.html',
  tray: 'renderer/tray/index.html',
  electron: 'electron/main.ts',
} as const;

async function buildInto(folder: string): Promise<void> {
  const { build } = await import('vite');
  for (const [name, entry] of Object.entries(parts)) {
    if (!existsSync(inProject(entry))) continue;
    const configFile = inProject('build', `vite.${name}.config.ts`);
    await build({ configFile, logLevel: 'warn', build: { outDir: join(folder, name), emptyOutDir: true } });
  }
}

function isBuilt(digest: string): boolean {
  const stamp = join(dist, '.stamp');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
}
