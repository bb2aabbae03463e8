import { buildWhenStale } from './build.ts';
import { inProject, run } from './project.ts';

await buildWhenStale();
process.exitCode = await run(process.execPath, [inProject('dist', 'node', 'wardwatch.js'), 'start', ...process.argv.slice(2)]);
