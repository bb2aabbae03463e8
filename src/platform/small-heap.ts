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
