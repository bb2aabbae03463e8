/**
 * For processes of our own, which wait more than they work, or work much and end soon. V8 collects old garbage when the heap has grown by
 * a tenth instead of several times, and leaves out its second compiler, which costs more memory and time than it saves: a scan of a
 * hundred thousand files takes a third less memory for a few percent of its time. Set at the start of the process alone: a heap that has
 * grown already would be collected without end.
 */
export const smallHeapArgs: readonly string[] = [
  '--max-semi-space-size=1',
  '--semi-space-growth-factor=1',
  '--heap-growing-percent=10',
  '--optimize-for-size',
  '--no-opt',
];
/** glibc gives each thread a region of its own otherwise (mallopt(3)). */
export const smallHeapEnv = { MALLOC_ARENA_MAX: '1' } as const;

/**
 * Replaces this process by itself with a small heap, where it was started without one: it keeps its id, and whoever started it notices
 * nothing. Does nothing on Windows, which cannot: there the service names the arguments.
 */
export function takeSmallHeap(): void {
  const { execArgv, execPath, argv, env, platform } = process;
  if (platform === 'win32' || smallHeapArgs.every((arg) => execArgv.includes(arg))) return;
  process.execve?.(execPath, [execPath, ...execArgv, ...smallHeapArgs, ...argv.slice(1)], { ...env, ...smallHeapEnv });
}
