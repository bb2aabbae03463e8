#!/usr/bin/env node
import { parentGone } from '../platform/own-process.ts';
import { takeSmallHeap } from '../platform/small-heap.ts';
import { runCli } from './run-cli.ts';

// What runs for months takes little room, however it was started.
if (process.argv[2] === 'agent' && process.argv[3] === 'run') takeSmallHeap();

// Whoever reads our output may have seen enough: `… | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));

process.exitCode = await runCli(process.argv.slice(2), {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  isTty: process.stderr.isTTY,
  env: process.env,
  entryPoint: process.argv[1] ?? '',
  stdin: () => process.stdin,
  signal: abortOnSignals(),
});

/**
 * The first Ctrl-C asks for a clean end, a second one ends at once. A terminal and the process above may both deliver the
 * same Ctrl-C, so what follows within a second is the same one.
 */
function abortOnSignals(): AbortSignal {
  const controller = new AbortController();
  let firstMs = 0;
  const abort = (): void => {
    if (controller.signal.aborted && performance.now() - firstMs > 1000) process.exit(3);
    if (!controller.signal.aborted) firstMs = performance.now();
    controller.abort();
  };
  process.on('SIGINT', abort).on('SIGTERM', abort).on('SIGHUP', abort);
  parentGone(abort);
  return controller.signal;
}
