import { readFileSync, statSync } from 'node:fs';
import { systemErrorCode } from '../../base/system-error.ts';
import { type AcceptedRule, acceptRule } from '../../domain/sigma/accept-rule.ts';
import type { RuleRefusal } from '../../domain/sigma/rule-refusal.ts';
import type { SigmaRule } from '../../domain/sigma/sigma-rule.ts';
import { mostBytes, readYaml } from './read-yaml.ts';
import { linearRegex } from './regex-engine.ts';
import { readRule } from './rule-document.ts';
import { createLicenseFinder, listRuleFiles } from './rule-files.ts';

/** A rule of a file, or what stands there instead of one, and what becomes of it. */
export type ListedRule = AcceptedListing | RefusedListing;

interface AcceptedListing {
  readonly status: 'accepted';
  readonly file: string;
  readonly title: string;
  readonly rule: SigmaRule;
  readonly accepted: AcceptedRule;
}

interface RefusedListing {
  readonly status: 'refused';
  readonly file: string;
  readonly title: string | null;
  /** Null for what could not be read as a rule. */
  readonly rule: SigmaRule | null;
  readonly refusals: readonly RuleRefusal[];
}

export interface RuleFolder {
  readonly path: string;
  /** A folder that somebody named has to be there. */
  readonly mustExist: boolean;
}

/** Bounds of all rules together, so that no folder of rules can hold up a scan or take its memory. */
const most = { rules: 10_000, bytes: 16 * 1024 * 1024, patterns: 100_000, ms: 30_000 } as const;

/** The rules of all folders, in order of their path. Nothing is thrown: what cannot be used is in the list, with the reason. */
export function loadRules(folders: readonly RuleFolder[]): ListedRule[] {
  const licenseOf = createLicenseFinder();
  const listed: ListedRule[] = [];
  const ids = new Set<string>();
  const startedMs = performance.now();
  const spent = { bytes: 0, patterns: 0 };
  const excess = (): string | null => {
    if (listed.length >= most.rules) return `${most.rules} rules`;
    if (spent.bytes > most.bytes) return `${most.bytes} bytes`;
    if (spent.patterns > most.patterns) return `${most.patterns} patterns`;
    return performance.now() - startedMs > most.ms ? `${most.ms} ms` : null;
  };
  for (const folder of folders) {
    const { files, unreadable } = listRuleFiles(folder.path);
    const missed = unreadable.filter(({ path, reason }) => folder.mustExist || path !== folder.path || reason !== 'ENOENT');
    listed.push(...missed.map(({ path, reason }) => refused(path, { code: 'unreadable', subject: reason })));
    for (const file of files) {
      const limit = excess();
      if (limit !== null) return [...listed, refused(file, { code: 'too-much', subject: limit })];
      for (const rule of rulesOfFile(file, licenseOf, spent)) {
        const id = rule.rule?.id ?? null;
        listed.push(id !== null && ids.has(id) ? asDuplicate(rule) : rule);
        if (id !== null) ids.add(id);
        if (rule.status === 'accepted') spent.patterns += rule.accepted.patterns;
      }
    }
  }
  return listed;
}

function rulesOfFile(file: string, licenseOf: (file: string) => string | null, spent: { bytes: number }): ListedRule[] {
  try {
    const { size } = statSync(file);
    if (size > mostBytes) return [refused(file, { code: 'too-large', subject: `${mostBytes} bytes` })];
    spent.bytes += size;
    return rulesOfText(readFileSync(file, 'utf8'), file, licenseOf);
  } catch (thrown) {
    return [refused(file, { code: 'unreadable', subject: systemErrorCode(thrown) ?? String(thrown) })];
  }
}

/** The rules in the text of one file. A rule without a licence of its own is under that of its folder. */
export function rulesOfText(text: string, file: string, licenseOf: (file: string) => string | null = () => null): ListedRule[] {
  return readYaml(text).map((document): ListedRule => {
    if (document.status === 'refused') return refused(file, document.refusal);
    const read = readRule(document.value);
    if (read.status === 'refused') return { status: 'refused', file, title: read.title, rule: null, refusals: read.refusals };
    const rule = { ...read.rule, license: read.rule.license ?? licenseOf(file) };
    const outcome = acceptRule(rule, linearRegex);
    const { title } = rule;
    return outcome.status === 'accepted'
      ? { status: 'accepted', file, title, rule, accepted: outcome.value }
      : { status: 'refused', file, title, rule, refusals: outcome.refusals };
  });
}

const refused = (file: string, refusal: RuleRefusal): RefusedListing => ({
  status: 'refused',
  file,
  title: null,
  rule: null,
  refusals: [refusal],
});

const asDuplicate = ({ file, title, rule }: ListedRule): RefusedListing => ({
  status: 'refused',
  file,
  title,
  rule,
  refusals: [{ code: 'duplicate-id', subject: rule?.id ?? '' }],
});
