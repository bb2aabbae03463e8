import { runCli } from '../../src/cli/run-cli.ts';
import type { Language } from '../../src/domain/words/language.ts';
import { tempFolder } from './temp-folder.ts';

/** Runs `advisories …` on a data folder of its own, or on the one that an earlier run gave back. */
export async function advisoriesCommand(
  args: readonly string[],
  { dataDir = tempFolder(), language = 'en' }: { dataDir?: string; language?: Language } = {},
) {
  const said = { out: '', err: '' };
  const code = await runCli(['advisories', ...args], {
    out: (line) => void (said.out += `${line}\n`),
    err: (line) => void (said.err += `${line}\n`),
    isTty: false,
    env: { WARDWATCH_DATA_DIR: dataDir, WARDWATCH_LANGUAGE: language },
    entryPoint: '',
    signal: new AbortController().signal,
  });
  return { ...said, code, dataDir };
}
