import { Command } from 'commander';
import type { CliIo } from '../../src/cli/cli-io.ts';
import { addImportCommands } from '../../src/cli/commands/advisories-import.ts';
import { createMemoryAdvisorySink, type MemoryAdvisorySink } from './memory-advisory-sink.ts';

/** Runs `advisories …` with a sink of the test's own under a parent command of its own. */
export async function advisoriesCommand(
  args: readonly string[],
  { sink = createMemoryAdvisorySink(), language = 'en' }: { sink?: MemoryAdvisorySink; language?: CliIo['language'] } = {},
) {
  const said = { out: '', err: '', code: 0, isClosed: false };
  const io: CliIo = {
    out: (line) => void (said.out += `${line}\n`),
    err: (line) => void (said.err += `${line}\n`),
    isTty: false,
    env: {},
    entryPoint: '',
    language,
    signal: new AbortController().signal,
    exitWith: (code) => void (said.code = code),
  };
  const advisories = new Command('advisories').exitOverride();
  addImportCommands(advisories, io, () => ({ sink, close: () => void (said.isClosed = true) }));
  await advisories.parseAsync([...args], { from: 'user' });
  return { ...said, sink };
}
