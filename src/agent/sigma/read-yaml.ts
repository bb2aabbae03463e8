import { type Document, isScalar, parseAllDocuments, visit } from 'yaml';
import type { RuleRefusal } from '../../domain/sigma/rule-refusal.ts';

/** What stands in one document of a file, or why it is not taken. */
export type YamlDocument =
  | { readonly status: 'read'; readonly value: unknown }
  | { readonly status: 'refused'; readonly refusal: RuleRefusal };

export const mostBytes = 64 * 1024;
const deepest = 100;
const mostDocuments = 500;
/** An alias costs as much as what it stands for, aliases within that included: few lines could make millions of values. */
const mostAliases = 50;
const options = { version: '1.2', schema: 'core', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;

/**
 * The documents of a YAML 1.2 file (core schema), empty ones left out. Refused are files over 64 KiB, 500 documents or 100 levels, keys that
 * stand twice, tags, merge keys, and aliases that would make much of little; nothing is thrown.
 */
export function readYaml(text: string): YamlDocument[] {
  if (Buffer.byteLength(text) > mostBytes) return [refused('too-large', `${mostBytes} bytes`)];
  if (isDeep(text)) return [refused('too-large', `${deepest} levels`)];
  try {
    const documents: Document[] = [...parseAllDocuments(text, options)];
    if (documents.length > mostDocuments) return [refused('too-large', `${mostDocuments} documents`)];
    return documents.filter(({ contents }) => contents !== null).map(readDocument);
  } catch (thrown) {
    return [refused('not-yaml', thrown instanceof Error ? thrown.message : String(thrown))];
  }
}

/** The parser calls itself for every level: a file of brackets alone would take more memory than a scan may have. */
function isDeep(text: string): boolean {
  if (/(?:[-?:]\s+){100}/.test(text)) return true;
  let open = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    open = bracket === '[' || bracket === '{' ? open + 1 : Math.max(0, open - 1);
    if (open > deepest) return true;
  }
  return false;
}

function readDocument(document: Document): YamlDocument {
  const problem = document.errors[0]?.message ?? document.warnings[0]?.message ?? wrongKey(document);
  if (problem !== null) return refused('not-yaml', problem);
  try {
    const value: unknown = document.toJS({ maxAliasCount: mostAliases });
    return { status: 'read', value };
  } catch (thrown) {
    return refused('not-yaml', thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/** Checked here, once for each map: the parser's own check takes time with the square of the number of keys. */
function wrongKey(document: Document): string | null {
  let wrong: string | null = null;
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : null;
        if (name === null || seen.has(name) || name === '__proto__' || name === '<<') wrong ??= `key ${name ?? ''}`;
        seen.add(name);
      }
      return wrong === null ? undefined : visit.BREAK;
    },
  });
  return wrong;
}

const refused = (code: RuleRefusal['code'], subject: string): YamlDocument => ({
  status: 'refused',
  refusal: { code, subject: (subject.split('\n')[0] ?? '').slice(0, 200) },
});
