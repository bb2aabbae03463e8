import { AppError } from '../../base/app-error.ts';
import { warningContent } from '../../contracts/warnings.ts';
import { calendarDate } from '../../domain/warnings/calendar-date.ts';
import { readCveId } from '../../domain/warnings/cve-id.ts';
import { type Impact, issuerMark, orderedCves, type WarnedCve, type WarningContent } from '../../domain/warnings/warning.ts';

/** A warning as people type it, in options or in columns of a CSV file. */
export interface TypedWarning {
  readonly number?: string;
  readonly issuer?: string;
  readonly date?: string;
  readonly title?: string;
  readonly critical?: string;
  readonly high?: string;
  readonly cve?: string;
  readonly product?: string;
  readonly effect?: string;
  readonly exploited?: boolean;
  readonly deadline?: string;
}

/** What stands where nothing is typed. */
export type WarningBasis = Omit<WarningContent, 'number' | 'issuedOn'> & {
  readonly number: string | null;
  readonly issuedOn: string | null;
};

export const emptyBasis: WarningBasis = {
  number: null,
  issuer: '',
  issuedOn: null,
  title: '',
  cves: [],
  products: [],
  effect: '',
  isExploited: false,
  deadline: null,
};

/** Throws USAGE, naming the option, for what is missing or wrong. */
export function warningOf(typed: TypedWarning, basis: WarningBasis): WarningContent {
  const number = (typed.number ?? basis.number ?? missing('--number')).normalize('NFC').trim();
  const cves = [
    ...basis.cves,
    ...cvesOf('--critical', typed.critical, 'critical'),
    ...cvesOf('--high', typed.high, 'high'),
    ...cvesOf('--cve', typed.cve, 'other'),
  ];
  const content = {
    number,
    issuer: tidy(typed.issuer ?? basis.issuer) || tidy(issuerMark(number)) || missing('--issuer'),
    issuedOn: typed.date === undefined ? (basis.issuedOn ?? missing('--date')) : readDay('--date', typed.date),
    title: tidy(typed.title ?? basis.title) || missing('--title'),
    cves: [...orderedCves(cves)],
    products: typed.product === undefined ? [...basis.products] : listOf(typed.product),
    effect: (typed.effect ?? basis.effect).normalize('NFC').trim(),
    isExploited: typed.exploited ?? basis.isExploited,
    deadline: typed.deadline === undefined ? basis.deadline : typed.deadline === 'none' ? null : readDay('--deadline', typed.deadline),
  };
  const parsed = warningContent.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('USAGE', `The warning ${number} is not valid at ${issue?.path.join('.') ?? '/'}: ${issue?.message ?? ''}.`);
}

/** `2025-03-12`, or `12/03/2025` with the day first. Throws USAGE, naming the option. */
export function readDay(option: string, text: string): string {
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim()) ?? [];
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? [];
  const date = calendarDate(Number(isoYear ?? year), Number(isoMonth ?? month), Number(isoDay ?? day));
  if (date === null) throw new AppError('USAGE', `${option} "${text.slice(0, 40)}" is not a day. Write it as 2025-03-12 or 12/03/2025.`);
  return date;
}

function cvesOf(option: string, text: string | undefined, impact: Impact): WarnedCve[] {
  return listOf(text ?? '', /[\s,;]+/).map((one) => {
    const read = readCveId(one);
    if ('fault' in read) throw new AppError('USAGE', `${option} "${one.slice(0, 40)}" is not a CVE id. Write it as CVE-2025-12345.`);
    return { cve: read.cve, impact };
  });
}

const listOf = (text: string, between: RegExp = /[,;\n]+/): string[] =>
  text
    .split(between)
    .map(tidy)
    .filter((part) => part !== '');
const tidy = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();

function missing(option: string): never {
  throw new AppError('USAGE', `The warning lacks ${option}. "wardwatch warnings add --help" names all that belongs to one.`);
}
