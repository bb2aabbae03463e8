import { existsSync } from 'node:fs';
import { buildWhenStale } from './build.ts';
import { inProject, run } from './project.ts';
import { setUpDebianPackages } from './setup/debian-packages.ts';
import { setUpElectronRuntime } from './setup/electron-runtime.ts';
import { keepReceipt, treeDigest } from './test-receipt.ts';

// Everything: unit, integration, architecture and end-to-end tests. What cannot be set up here is named, and its tests say so.
const missing = setUpDebianPackages(['chromium', 'display', 'electron', 'signing', 'rpm', 'acl']);
if (!setUpElectronRuntime()) missing.push('electron');
if (missing.length > 0) console.error(`wardwatch: missing on this machine, so its tests are skipped: ${[...new Set(missing)].join(', ')}`);
await buildWhenStale();

const chosen = process.argv.slice(2);
const before = treeDigest();
// All tests, which hold the coverage, or those that were chosen.
const vitest = [
  inProject('node_modules', 'vitest', 'vitest.mjs'),
  'run',
  '--project',
  '!wine',
  ...(chosen.length === 0 ? ['--coverage'] : chosen),
];
const hasDisplay = !missing.includes('display') && existsSync('/usr/bin/xvfb-run');
const env = { WARDWATCH_MISSING: missing.join(',') };
process.exitCode = hasDisplay
  ? await run(
      '/usr/bin/xvfb-run',
      ['--auto-servernum', '--server-args=-screen 0 1600x1200x24', '/usr/bin/dbus-run-session', '--', process.execPath, ...vitest],
      { env, endsAsGroup: true },
    )
  : await run(process.execPath, vitest, { env });
if (process.exitCode === 0 && chosen.length === 0 && treeDigest() === before) keepReceipt(before);
