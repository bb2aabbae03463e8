import { spawn, spawnSync } from 'node:child_process';

/** Answer of the tool that defines an order; null where it says that one of the two is no version. */
export type Answer = -1 | 0 | 1 | null;

export const canRun = (program: string, ...args: readonly string[]): boolean =>
  spawnSync(program, [...args], { stdio: 'ignore' }).status === 0;

/** Runs one process with `input` on standard input to its end. Throws what it said where it failed. */
export async function ask(program: string, args: readonly string[], input: string): Promise<string> {
  const child = spawn(program, [...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  child.stdin.end(input);
  const status = await ended;
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${said.err}`);
  return said.out;
}

/** The answers to pairs that went out one a line, parts divided by a tab. */
export const answers = (out: string): Answer[] => out.trimEnd().split('\n').map(answer);

function answer(line: string): Answer {
  if (line === '-1') return -1;
  if (line === '0') return 0;
  if (line === '1') return 1;
  if (line === 'null') return null;
  throw new Error(`not an answer: ${line}`);
}

export const lines = (pairs: readonly (readonly string[])[]): string => pairs.map((pair) => `${pair.join('\t')}\n`).join('');
