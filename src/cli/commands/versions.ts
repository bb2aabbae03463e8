import type { Command } from 'commander';
import { AppError } from '../../base/app-error.ts';
import { compareVersions } from '../../domain/versions/compare-versions.ts';
import { versionRefusal } from '../../domain/versions/version-key.ts';
import { type VersionScheme, versionSchemes } from '../../domain/versions/version-scheme.ts';
import type { CliIo } from '../cli-io.ts';
import { schemeUnknownText, versionRefusalText } from '../text/version-refusals.ts';

/** `versions compare`: -1, 0 or 1 as the ecosystem itself would say, to check what matching makes of two versions. */
export function addVersionsCommand(program: Command, io: CliIo): void {
  program
    .command('versions')
    .description('how versions compare')
    .command('compare')
    .description('prints -1, 0 or 1: whether A comes before B, is equal to it or comes after it')
    .argument('<scheme>', versionSchemes.join(', '))
    .argument('<a>', 'a version')
    .argument('<b>', 'another')
    .option('--json', 'one JSON document on standard output: the same number')
    .action((scheme: string, a: string, b: string) => {
      const comparison = compare(readScheme(scheme, io), a, b, io);
      io.out(`${comparison}`);
    });
}

function readScheme(name: string, { language }: CliIo): VersionScheme {
  const scheme = versionSchemes.find((known) => known === name);
  if (scheme === undefined) throw new AppError('USAGE', schemeUnknownText(language, name));
  return scheme;
}

function compare(scheme: VersionScheme, a: string, b: string, { language }: CliIo): -1 | 0 | 1 | null {
  for (const version of [a, b]) {
    const refusal = versionRefusal(scheme, version);
    if (refusal) throw new AppError('USAGE', versionRefusalText(language, { scheme, version, refusal }));
  }
  return compareVersions(scheme, a, b);
}
