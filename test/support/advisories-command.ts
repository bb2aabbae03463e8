import { Command } from 'commander';
import type { CliIo } from '../../src/cli/cli-io.ts';
import { addImportCommands } from '../../src/cli/commands/advisories-import.ts';
import { tempFolder } from './temp-folder.ts';

/** Runs `advisories …` on a data folder of its own, or on the one that an earlier run gave back. */
export async function advisoriesCommand(
  args: readonly string[],
  { dataDir = tempFolder(), language = 'en' }: { dataDir?: string; language?: CliIo['language'] } = {},
) {
  const said = { out: '', err: '', code: 0 };
  const io: CliIo = {
    out: (line) => void (said.out += `${line}\n`),
    err: (line) => void (said.err += `${line}\n`),
    isTty: false,
    env: { WARDWATCH_DATA_DIR: dataDir },
    entryPoint: '',
    language,
    signal: new AbortController().signal,
    exitWith: (code) => void (said.code = code),
  };
  const advisories = new Command('advisories').exitOverride();
  addImportCommands(advisories, io);
  await advisories.parseAsync([...args], { from: 'user' });
  return { ...said, dataDir };
}
