import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closest, distance } from 'fastest-levenshtein';
import { parse, TomlError } from 'smol-toml';
import { z } from 'zod';
import { AppError } from '../base/app-error.ts';
import { systemErrorCode } from '../base/system-error.ts';
import { type Configuration, configuration } from '../contracts/configuration.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `wardwatch.toml` of the data folder (or the file that WARDWATCH_CONFIG names) with WARDWATCH_<SECTION>_<KEY> over it.
 * Throws CONFIGURATION_INVALID that names file, line and the nearest valid key.
 */
export function readConfiguration(dataFolder: string, env: Environment): Configuration {
  const file = env.WARDWATCH_CONFIG ?? join(dataFolder, 'wardwatch.toml');
  const text = readText(file, env.WARDWATCH_CONFIG !== undefined);
  const written = parseToml(text, file);
  const overridden = withEnvironment(written, env);
  const parsed = configuration.safeParse(overridden.value);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error, text, file, overridden.from);
}

/** There can be no file there; whether the folder can be used is told by whoever uses it. */
const noSuchFile: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP']);

function readText(file: string, mustExist: boolean): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = systemErrorCode(cause) ?? 'unknown';
    if (!mustExist && noSuchFile.has(code)) return '';
    const toDo = mustExist
      ? 'Check the path in WARDWATCH_CONFIG and the rights of the file.'
      : 'Run this with an account that may read it, or name another folder with --data-dir.';
    throw new AppError('CONFIGURATION_INVALID', `The configuration ${file} cannot be read (${code}). ${toDo}`, { cause });
  }
}

function parseToml(text: string, file: string): Record<string, unknown> {
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    throw new AppError('CONFIGURATION_INVALID', `${file}, line ${cause.line}: this is not valid TOML. ${cause.message.split('\n')[0]}`, {
      cause,
    });
  }
}

interface Overridden {
  readonly value: Record<string, unknown>;
  /** Environment variable by the path that it set, for error messages. */
  readonly from: ReadonlyMap<string, string>;
}

const section = z.record(z.string(), z.unknown());

function withEnvironment(written: Record<string, unknown>, env: Environment): Overridden {
  const value = { ...written };
  const from = new Map<string, string>();
  for (const [variable, text] of Object.entries(env)) {
    const [, name = '', key = ''] = /^WARDWATCH_(AGENT|SCAN|COLLECTOR)_([A-Z0-9_]+)$/.exec(variable) ?? [];
    if (name === '' || text === undefined) continue;
    const sectionName = name.toLowerCase();
    value[sectionName] = { ...section.catch({}).parse(value[sectionName]), [key.toLowerCase()]: fromText(text) };
    from.set(`${sectionName}.${key.toLowerCase()}`, variable);
  }
  return { value, from };
}

/** A TOML value where it is one, plain text otherwise. */
function fromText(text: string): unknown {
  try {
    return parse(`value = ${text}`).value;
  } catch {
    return text;
  }
}

function invalid(error: z.ZodError, text: string, file: string, from: ReadonlyMap<string, string>): AppError {
  const [issue] = error.issues;
  const path = issue?.path.map(String) ?? [];
  const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const full = [...path, ...(unknownKey === undefined ? [] : [unknownKey])];
  const variable = from.get(full.join('.'));
  const where = variable ?? `${file}, line ${lineOf(text, full)}`;
  if (unknownKey === undefined)
    return new AppError('CONFIGURATION_INVALID', `${where}: ${full.join('.')} is not valid: ${issue?.message ?? ''}.`);
  return new AppError('CONFIGURATION_INVALID', `${where}: there is no key "${full.join('.')}".${suggestion(path, unknownKey)}`);
}

function suggestion(path: readonly string[], unknownKey: string): string {
  const shape: z.ZodType | undefined =
    path.length === 0 ? configuration : Object.entries(configuration.shape).find(([name]) => name === path[0])?.[1];
  const known = keysOf(shape);
  const nearest = known.length > 0 ? closest(unknownKey, known) : undefined;
  if (nearest !== undefined && distance(nearest, unknownKey) <= Math.max(2, unknownKey.length / 2))
    return ` Did you mean "${[...path, nearest].join('.')}"?`;
  return ` Known here are: ${known.join(', ')}.`;
}

function keysOf(shape: z.ZodType | undefined): string[] {
  if (shape instanceof z.ZodObject) return Object.keys(shape.shape);
  if (shape instanceof z.ZodPrefault && shape.def.innerType instanceof z.ZodObject) return Object.keys(shape.def.innerType.shape);
  return [];
}

/** The line where the last part of the path is set, counted from 1; 1 when it is not in the text. */
function lineOf(text: string, path: readonly string[]): number {
  const key = path.findLast((part) => !/^\d+$/.test(part)) ?? '';
  const lines = text.split('\n');
  const header = path.length > 1 ? lines.findIndex((line) => line.trim().startsWith(`[${path[0]}`)) : 0;
  const found = lines.findIndex(
    (line, index) =>
      index >= Math.max(0, header) &&
      (line.trim().startsWith(`${key} `) || line.trim().startsWith(`${key}=`) || line.trim() === `[${key}]`),
  );
  return Math.max(found, 0) + 1;
}
