import { join } from 'node:path';
import { build } from 'vite';
import { benchIntegrity } from '../test/bench/integrity.ts';
import { benchWarnings } from '../test/bench/warnings.ts';
import { benchWatching } from '../test/bench/watching.ts';
import { benchAdvisories } from './bench-advisories.ts';
import { benchTrayOnDisplay } from './bench-tray.ts';
import { buildWhenStale } from './build.ts';
import { inProject } from './project.ts';
import { setUpDebianPackages } from './setup/debian-packages.ts';

// `npm run bench [-- PART… [/other/tree]]`: speed and memory against peers in the same run; ends with 1 when a limit is broken.
const args = process.argv.slice(2);
const tree = args.find((arg) => arg.startsWith('/')) ?? '/usr';
const parts: Readonly<Record<string, () => Promise<boolean>>> = {
  integrity,
  watching: async () => {
    await buildWhenStale();
    return benchWatching(inProject('dist', 'node', 'wardwatch.js'));
  },
  warnings: benchWarnings,
  advisories: benchAdvisories,
  tray: benchTrayOnDisplay,
};
const asked = args.filter((arg) => !arg.startsWith('/'));
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`);
for (const [name, measure] of Object.entries(parts))
  if (asked.length === 0 || asked.includes(name)) if (!(await measure())) process.exitCode = 1;

async function integrity(): Promise<boolean> {
  const missing = setUpDebianPackages(['bench']);
  if (missing.length > 0) throw new Error('The benchmark needs aide, which could not be installed: run it as root on Debian.');
  const outDir = inProject('.cache', 'bench');
  await build({
    configFile: inProject('build', 'vite.node.config.ts'),
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      rollupOptions: {
        input: { 'scan-tree': inProject('test', 'bench', 'scan-tree.ts') },
        // Where the walking thread looks for its file: one above.
        output: { entryFileNames: ({ name }) => (name === 'walk-worker' ? '[name].js' : 'chunks/[name].js') },
      },
    },
  });
  return benchIntegrity({ program: join(outDir, 'chunks', 'scan-tree.js'), root: tree, rounds: 3 });
}
