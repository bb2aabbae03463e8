import { inProject, run } from './project.ts';
import { setUpDebianPackages } from './setup/debian-packages.ts';
import { setUpWine } from './setup/wine.ts';

// The Windows code, on a Windows Node under Wine: installed once where that is possible, and skipped with its reason elsewhere.
setUpDebianPackages(['windows']);
if (!setUpWine()) console.error('wardwatch: Wine or a Node for Windows cannot be had here, so these tests are skipped.');
process.exitCode = await run(process.execPath, [
  inProject('node_modules', 'vitest', 'vitest.mjs'),
  'run',
  '--project',
  'wine',
  ...process.argv.slice(2),
]);
