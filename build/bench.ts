import { join } from 'node:path';
import { build } from 'vite';
import { benchIntegrity } from '../test/bench/integrity.ts';
import { benchWarnings } from '../test/bench/warnings.ts';
import { benchWatching } from '../test/bench/watching.ts';
import { benchAdvisories } from './bench-advisories.ts';
import { buildWhenStale } from './build.ts';
import { inProject } from './project.ts';
import { setUpDebianPackages } from './setup/debian-packages.ts';

// Alone: `npm run bench -- advisories`.
if (process.argv[2] === 'advisories') process.exit((await benchAdvisories()) ? 0 : 1);

// `npm run bench`: speed and memory against peers in the same run; ends with 1 when a limit is broken.
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
const isWithin = await benchIntegrity({ program: join(outDir, 'chunks', 'scan-tree.js'), root: process.argv[2] ?? '/usr', rounds: 3 });
await buildWhenStale();
const isWatched = await benchWatching(inProject('dist', 'node', 'wardwatch.js'));
const isCounted = await benchWarnings();
const isMatched = await benchAdvisories();
process.exitCode = isWithin && isWatched && isCounted && isMatched ? 0 : 1;
