import type { Unit } from '../../src/contracts/http-api.ts';
import { severities } from '../../src/domain/severity.ts';

/** Pure. Gravest first: by critical findings, then high ones and so on, then silent endpoints, then the name. */
export function worstFirst(units: readonly Unit[]): Unit[] {
  return units.toSorted((a, b) => difference(a, b) || b.silent - a.silent || a.name.localeCompare(b.name, 'vi', { numeric: true }));
}

function difference(a: Unit, b: Unit): number {
  for (const severity of severities.toReversed()) {
    const more = b.openFindings[severity] - a.openFindings[severity];
    if (more !== 0) return more;
  }
  return 0;
}

export type Total = Pick<Unit, 'endpoints' | 'silent' | 'openFindings'>;

/** Pure. */
export function totalOf(units: readonly Unit[]): Total {
  const none: Total = { endpoints: 0, silent: 0, openFindings: { info: 0, low: 0, medium: 0, high: 0, critical: 0 } };
  return units.reduce(
    (total, unit) => ({
      endpoints: total.endpoints + unit.endpoints,
      silent: total.silent + unit.silent,
      openFindings: {
        info: total.openFindings.info + unit.openFindings.info,
        low: total.openFindings.low + unit.openFindings.low,
        medium: total.openFindings.medium + unit.openFindings.medium,
        high: total.openFindings.high + unit.openFindings.high,
        critical: total.openFindings.critical + unit.openFindings.critical,
      },
    }),
    none,
  );
}

/** Pure. Found without case and without the marks of Vietnamese letters: "da khoa" finds "Đa khoa". */
export function matchesName(name: string, typed: string): boolean {
  return plain(name).includes(plain(typed.trim()));
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd');
