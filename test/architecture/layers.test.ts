import { spawnSync } from 'node:child_process';
import { globSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { layOut, tempFolder } from '../support/temp-folder.ts';

const result = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

function cruise(folder: string): z.infer<typeof result>['summary'] {
  const program = resolve('node_modules/.bin/depcruise');
  const places = globSync(['src', 'electron', 'renderer'], { cwd: folder });
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [program, '--config', resolve('.dependency-cruiser.cjs'), '--output-type', 'json', ...places],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    },
  );
  if (stdout === '') throw new Error(stderr);
  return result.parse(JSON.parse(stdout)).summary;
}

test('every module of the project keeps to its layer, and every module was looked at', () => {
  const { violations, totalCruised } = cruise(process.cwd());
  expect(violations).toEqual([]);
  expect(totalCruised).toBeGreaterThanOrEqual(globSync('{src,electron,renderer}/**/*.{ts,tsx}').length);
});

const planted: readonly { readonly rule: string; readonly files: Readonly<Record<string, string>> }[] = [
  { rule: 'base-uses-nothing', files: { 'src/base/x.ts': "import '../domain/y.ts';", 'src/domain/y.ts': 'export {};' } },
  { rule: 'domain-uses-base', files: { 'src/domain/x.ts': "import '../contracts/y.ts';", 'src/contracts/y.ts': 'export {};' } },
  {
    rule: 'scanners-uses-base-domain',
    files: { 'src/scanners/x.ts': "import '../platform/run-command.ts';", 'src/platform/run-command.ts': 'export {};' },
  },
  {
    rule: 'collector-uses-base-domain-contracts-storage-inventory-advisories',
    files: { 'src/collector/x.ts': "import '../agent/y.ts';", 'src/agent/y.ts': 'export {};' },
  },
  {
    rule: 'linux-stays-apart',
    files: { 'src/platform/linux/x.ts': "import '../windows/y.ts';", 'src/platform/windows/y.ts': 'export {};' },
  },
  { rule: 'renderer-uses-words-and-contracts', files: { 'renderer/x.ts': "import '../src/agent/y.ts';", 'src/agent/y.ts': 'export {};' } },
  {
    rule: 'renderer-reaches-no-node',
    files: { 'renderer/x.ts': "import '../src/domain/y.ts';", 'src/domain/y.ts': "import 'node:crypto';" },
  },
  {
    rule: 'base-uses-nothing',
    files: { 'src/base/x.ts': "import type { Y } from '../domain/y.ts';", 'src/domain/y.ts': 'export type Y = 1;' },
  },
  { rule: 'domain-installs-nothing', files: { 'src/domain/x.ts': "import 'better-sqlite3';" } },
  { rule: 'contracts-installs-zod', files: { 'src/contracts/x.ts': "import 'better-sqlite3';" } },
  { rule: 'renderer-installs-react-react-dom-react-aria-components-uplot-zod', files: { 'renderer/x.tsx': "import 'electron';" } },
  { rule: 'base-does-no-io', files: { 'src/base/x.ts': "import 'node:fs';" } },
  { rule: 'only-platform-starts-processes', files: { 'src/agent/x.ts': "import 'node:child_process';" } },
  { rule: 'no-circles', files: { 'src/agent/x.ts': "import './y.ts';", 'src/agent/y.ts': "import './x.ts';" } },
];

test.for(planted)('a planted violation of $rule is reported', ({ rule, files }) => {
  const folder = tempFolder();
  layOut(folder, { 'package.json': '{ "type": "module" }', ...files });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  expect(cruise(folder).violations.map((violation) => violation.rule.name)).toContain(rule);
});
