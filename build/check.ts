import { existsSync } from 'node:fs';
import { inProject, run } from './project.ts';
import { hasReceipt, treeDigest } from './test-receipt.ts';

const bin = (name: string): string => inProject('node_modules', '.bin', name);
const typeProjects = [
  'tsconfig.json',
  'renderer/tsconfig.json',
  'electron/tsconfig.json',
  'test/e2e/tsconfig.json',
  'test/unit/renderer/tsconfig.json',
].filter((file) => existsSync(inProject(file)));

const tests = 'tests with coverage';
/** Every group runs, so that one look shows all that is wrong. */
const groups: readonly (readonly [string, readonly (readonly string[])[]])[] = [
  ['types', typeProjects.map((project) => [bin('tsc'), '--project', project])],
  ['lint', [[bin('oxlint'), '--type-aware', '--deny-warnings']]],
  ['format', [[bin('biome'), 'format', '.']]],
  [
    'layers',
    [
      [
        bin('depcruise'),
        '--config',
        '.dependency-cruiser.cjs',
        'src',
        ...['electron', 'renderer'].filter((folder) => existsSync(inProject(folder))),
      ],
    ],
  ],
  ['unused code', [[bin('knip')]]],
  [
    tests,
    [
      [
        process.execPath,
        inProject('node_modules', 'vitest', 'vitest.mjs'),
        'run',
        '--coverage',
        '--project',
        'unit',
        '--project',
        'integration',
        '--project',
        'architecture',
      ],
    ],
  ],
];

const only = process.argv[2];
if (only !== undefined && !groups.some(([name]) => name.split(' ')[0] === only)) {
  console.error(`There is no check "${only}". There are: ${groups.map(([name]) => name.split(' ')[0]).join(', ')}.`);
  process.exit(2);
}
const failed: string[] = [];
for (const [name, commands] of groups) {
  if (only !== undefined && only !== name.split(' ')[0]) continue;
  console.log(`\n— ${name}`);
  if (name === tests && only === undefined && hasReceipt(treeDigest())) {
    console.log('npm test has run them on this very tree: all passed, with the coverage that is asked for.');
    continue;
  }
  for (const [program = '', ...args] of commands) if ((await run(program, args)) !== 0 && !failed.includes(name)) failed.push(name);
}
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
