import { z } from 'zod';
import type { AdvisoryRecord } from '../../domain/advisories/advisory.ts';
import { countLowerCase, cveIdOf } from '../../domain/advisories/cve-id.ts';
import { type DocumentReader, type ReadOutcome, refused } from '../document-reader.ts';
import { isObject } from '../json-object.ts';
import { problemInWords, quoted } from '../problem-in-words.ts';
import { visibleText } from '../visible-text.ts';
import { kbOf, type MsrcFix, msrcFix, msrcProducts } from './msrc-products.ts';
import { updateRecords } from './update-records.ts';

const words = z.string().max(500);
const patch = z.object({
  os: visibleText(500),
  kb: words.nullish(),
  fixedBuild: words.nullish(),
  /** A CVSS score, written as text. */
  severity: z.union([words, z.number()]).nullish(),
});
const entry = z.object({ cve: words, patches: z.array(patch).max(5_000) });

/** Vulnerabilities with the updates and builds that fix them, made from data of the Microsoft Security Response Center. */
export const msrcBuildsReader: DocumentReader = {
  format: 'msrc-builds',
  recognises: (content) => {
    if (content.kind !== 'json' || !Array.isArray(content.json)) return false;
    const first: unknown = content.json[0];
    return isObject(first) && 'cve' in first && 'patches' in first;
  },
  read: (content) => (content.kind === 'json' && Array.isArray(content.json) ? readEntries(content.json) : refused('It is no list.')),
};

interface Vulnerability {
  readonly fixes: MsrcFix[];
  readonly scores: number[];
}

function readEntries(list: readonly unknown[]): ReadOutcome {
  const byCve = new Map<string, Vulnerability>();
  let lowerCaseCves = 0;
  for (const [index, raw] of list.entries()) {
    const read = entry.safeParse(raw);
    if (!read.success) return refused(problemInWords(read.error, `[${index}]`));
    const cve = cveIdOf(read.data.cve);
    if (cve === null) return refused(`[${index}].cve: ${quoted(read.data.cve)} is no CVE id. Nothing of it was imported.`);
    lowerCaseCves += countLowerCase([read.data.cve]);
    // A CVE that stands twice is one vulnerability with the patches of both.
    const kept = byCve.get(cve) ?? { fixes: [], scores: [] };
    byCve.set(cve, kept);
    for (const { os, kb, fixedBuild, severity } of read.data.patches) {
      const score = Number(severity ?? Number.NaN);
      if (!(score >= 0 && score <= 10) && severity !== null && severity !== undefined && severity !== '')
        return refused(`[${index}].patches: the severity ${quoted(String(severity))} is no CVSS score. Nothing of it was imported.`);
      if (score >= 0) kept.scores.push(score);
      kept.fixes.push(msrcFix(os, kbOf(kb ?? ''), fixedBuild ?? null));
    }
  }
  return {
    status: 'read',
    lowerCaseCves,
    records: [...advisoriesOf(byCve), ...updateRecords([...byCve.values()].flatMap(({ fixes }) => fixes))],
  };
}

const advisoriesOf = (byCve: ReadonlyMap<string, Vulnerability>): AdvisoryRecord[] =>
  [...byCve].map(([cve, { fixes, scores }]) => ({
    kind: 'advisory',
    advisory: {
      id: cve,
      format: 'msrc-builds',
      cves: [cve],
      title: cve,
      cvss: scores.length === 0 ? null : Math.max(...scores),
      publishedAt: null,
      modifiedAt: null,
      withdrawnAt: null,
      references: [`https://msrc.microsoft.com/update-guide/vulnerability/${cve}`],
      products: msrcProducts(fixes),
    },
  }));
