import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The npm commands that the README gives, each held against the scripts of package.json. Throws for one that is none. */
export function publicCommands(): string[] {
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(readFileSync('package.json', 'utf8')));
  const named = [...readFileSync('README.md', 'utf8').matchAll(/\bnpm (?:run (?:-s )?([\w:]+)|(start|test))\b/g)];
  return named.map(([whole, script, builtIn]) => {
    const name = script ?? builtIn ?? '';
    if (!Object.hasOwn(scripts, name)) throw new Error(`The README names "${whole}", which package.json does not have.`);
    return whole;
  });
}
