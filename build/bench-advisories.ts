import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { benchExposures, benchImporting, benchMatching } from '../test/bench/advisories.ts';
import { benchPeers } from '../test/bench/peers.ts';
import { buildWhenStale } from './build.ts';
import { inProject } from './project.ts';
import { setUpDebianPackages } from './setup/debian-packages.ts';

const programs = ['match-inventory', 'import-sources', 'collector-exposures'];

/** Patch status: import, match and the collector's side, against debsecan and oscap; true where every limit holds. */
export async function benchAdvisories(): Promise<boolean> {
  const outDir = inProject('.cache', 'bench-advisories');
  const input = Object.fromEntries(programs.map((name) => [name, inProject('test', 'bench', `${name}.ts`)]));
  const output = { entryFileNames: '[name].js' };
  await build({
    configFile: inProject('build', 'vite.node.config.ts'),
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, rollupOptions: { input, output } },
  });
  const folder = join(tmpdir(), `wardwatch-bench-advisories-${process.pid}`);
  const kevFolder = process.env.WARDWATCH_CORPUS ? join(process.env.WARDWATCH_CORPUS, 'kev') : inProject('..', 'shared', 'data', 'kev');
  const options = { programs: outDir, folder, kevFolder, rounds: 3 };
  const results: boolean[] = [];
  const isDebian12 = /^PRETTY_NAME="?Debian GNU\/Linux 12\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  const missing = setUpDebianPackages(['bench-advisories']);
  if (missing.length > 0 || !isDebian12)
    console.error('wardwatch: debsecan and oscap are not compared: that needs Debian 12, and root where they are not installed.');
  else {
    await buildWhenStale();
    // First: starting a process from one that has grown large takes longer, which short ones would feel.
    results.push(benchPeers({ program: inProject('dist', 'node', 'wardwatch.js'), folder, rounds: 3 }));
  }
  results.push(benchMatching(options), benchImporting(options), benchExposures(options));
  return results.every(Boolean);
}
