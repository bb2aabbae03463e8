import type { Language } from '../../domain/words/language.ts';
import { endings, reasons } from './import-reasons-vi.ts';

/**
 * Why a document was not taken. Reasons are kept in English beside each document, with what they cite of it; here they are told in the
 * language of the person. One that is not known is shown as it was kept: never left out.
 */
export function reasonText(language: Language, reason: string): string {
  if (language === 'en') return reason;
  const [, where = '', rest = reason] = /^((?:[^ ]*[/\\!][^ ]*: )|(?:Line \d+: (?=[a-z"])))?([^]*)$/.exec(reason) ?? [];
  const [core, tails] = withoutEndings(rest);
  for (const [pattern, vi] of reasons) {
    const found = pattern.exec(core);
    if (found) return [`${placed(where)}${vi(...found.slice(1).map((part) => part ?? ''))}`, ...tails].join(' ');
  }
  return reason;
}

const placed = (where: string): string => where.replace(/^Line (\d+): $/, 'Dòng $1: ');

function withoutEndings(reason: string): readonly [core: string, tails: readonly string[]] {
  let core = reason;
  const tails: string[] = [];
  for (let isFound = true; isFound; ) {
    isFound = false;
    for (const [en, vi] of endings)
      if (core.endsWith(` ${en}`)) {
        core = core.slice(0, -en.length - 1);
        tails.unshift(vi);
        isFound = true;
      }
  }
  return [core, tails];
}
