// The entry of every npm script. It runs on whatever Node the machine has, sets up what is missing, and hands over to
// the Node 24 of this project. Everything it says goes to standard error: standard output belongs to the command.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const node24 = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const stamp = join(root, 'node_modules', '.wardwatch-lock');
const lockDigest = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

function installDependencies() {
  if (existsSync(node24) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lockDigest) return;
  console.error('wardwatch: installing what it needs (npm install), once …');
  // Not `npm ci`: it fails where a registry lacks a package for some other system. This keeps to the lock file all the same.
  // Its tools are devDependencies, wanted also where NODE_ENV says production. Warnings about this Node are beside the point:
  // the packages run on Node 24. Errors are shown even under `npm run --silent`.
  const install = ['install', '--no-save', '--include=dev', '--loglevel=error', '--no-audit', '--no-fund'];
  // npm tells its scripts where it lies itself; started by hand, the one of the PATH serves.
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm, ...install]] : ['npm', install];
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    console.error(
      'wardwatch: npm install failed. Check that the npm registry can be reached and that the disk has 2 GB free, then run the command again.',
    );
    process.exit(3);
  }
  if (!existsSync(node24)) {
    console.error(
      'wardwatch: npm did not set up Node 24. Its install script must be allowed: look for ignore-scripts in your npm configuration.',
    );
    process.exit(3);
  }
  writeFileSync(stamp, lockDigest);
}

/**
 * Runs a task with Node 24, its tools first on the PATH, and ends as it ends. Ctrl-C reaches it too; it decides.
 * @param {string} task
 * @param {readonly string[]} args
 */
function handOver(task, args) {
  const path = [join(root, 'node_modules', 'node', 'bin'), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  const child = spawn(node24, [join(root, 'build', `${task}.ts`), ...args], { stdio: 'inherit', env: { ...process.env, PATH: path } });
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass).on('SIGHUP', pass);
  child.once('error', (error) => {
    console.error(`wardwatch: Node 24 could not be started: ${error.message}`);
    process.exit(3);
  });
  child.once('close', (code, signal) => process.exit(code ?? (signal ? 128 + constants.signals[signal] : 3)));
}

const [task = 'wardwatch', ...args] = process.argv.slice(2);
installDependencies();
handOver(task, args);
