import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inProject } from './project.ts';

const sources = ['src', 'renderer', 'electron', 'build', 'package-lock.json'];
const dist = inProject('dist');

/** Builds `dist/` unless it is of these very sources. Whole or not at all: built aside, then renamed. */
export async function buildWhenStale(): Promise<void> {
  const digest = sourceDigest();
  if (isBuilt(digest)) return;
  await whileLocked(async () => {
    if (isBuilt(digest)) return;
    console.error('wardwatch: building …');
    const aside = inProject(`.dist-${process.pid}`);
    rmSync(aside, { recursive: true, force: true });
    await buildInto(aside);
    writeFileSync(join(aside, '.stamp'), digest);
    rmSync(dist, { recursive: true, force: true });
    renameSync(aside, dist);
  });
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

/** Changes with every path, size and time of the sources. */
function sourceDigest(): string {
  const hash = createHash('sha256');
  const visit = (path: string): void => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) for (const name of readdirSync(path).toSorted()) visit(join(path, name));
    else if (found) hash.update(`${path} ${found.size} ${found.mtimeMs}\n`);
  };
  for (const name of sources) visit(inProject(name));
  return hash.digest('hex');
}

function isBuilt(digest: string): boolean {
  const stamp = join(dist, '.stamp');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
}

const lock = inProject('node_modules', '.wardwatch-build');
const mostWaitMs = 120_000;

/** One build at a time; a lock that a killed build left behind is taken over after two minutes. */
async function whileLocked(work: () => Promise<void>): Promise<void> {
  for (const startedMs = Date.now(); !takeLock(); await wait(200))
    if (Date.now() - startedMs > mostWaitMs) rmSync(lock, { recursive: true, force: true });
  try {
    await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function takeLock(): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false; // another build holds it
  }
}
