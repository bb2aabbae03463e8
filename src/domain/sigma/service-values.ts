import type { Attributes } from '../thing.ts';
import { known, type Telling, telling, withheld } from './logged-event.ts';
import { dwordDetails } from './registry-details.ts';

/** Numbers of a service's Start (winsvc.h), by the words that evidence has for them. */
const startNumbers: ReadonlyMap<unknown, number> = new Map([
  ['boot', 0],
  ['system', 1],
  ['automatic', 2],
  ['on demand', 3],
  ['disabled', 4],
]);
const startTexts = ['boot start', 'system start', 'auto start', 'demand start', 'disabled'] as const;

/** Evidence has one word for two of them where Windows itself moves a service to and fro. */
const startNumber = (state: Attributes): number | undefined => startNumbers.get(state.start);

export const isService = (state: Attributes): boolean => 'serviceType' in state;

/** The values of a service's key that evidence holds, as Sysmon writes them. */
export function serviceValues(state: Attributes): ReadonlyMap<string, Telling> {
  const start = startNumber(state);
  const texts = {
    ImagePath: state.program,
    DisplayName: state.displayName,
    'Parameters\\ServiceDll': state.library,
    ObjectName: state.account,
    FailureCommand: state.onFailure,
    'Performance\\Library': state.counters,
    'NetworkProvider\\ProviderPath': state.networkProvider,
  };
  const set = Object.entries(texts).filter(([, value]) => value !== null && value !== undefined);
  return new Map<string, Telling>([
    ...set.map(([name, value]) => [name, telling(value)] as const),
    ...(typeof state.serviceType === 'number' ? [['Type', known(dwordDetails(state.serviceType))] as const] : []),
    ...(typeof state.access === 'string' ? [['Security\\Security', known('Binary Data', state.access)] as const] : []),
    ...(state.start === null ? [] : [['Start', start === undefined ? withheld(state.start) : known(dwordDetails(start))] as const]),
  ]);
}

/** Fields of the Windows logs about a new service: numbers for the security log, words for the system log. */
export function serviceFields(state: Attributes): { readonly system: Record<string, Telling>; readonly security: Record<string, Telling> } {
  const start = startNumber(state);
  const type = typeof state.serviceType === 'number' ? state.serviceType : null;
  const program = state.program === null ? withheld(null) : telling(state.program);
  const account = telling(state.account);
  return {
    system: {
      ImagePath: program,
      ServiceType: type === null ? withheld(null) : known(typeText(type)),
      StartType: start === undefined ? withheld(state.start) : known(startTexts[start] ?? ''),
      AccountName: account,
    },
    security: {
      ServiceFileName: program,
      ServiceType: type === null ? withheld(null) : known(`0x${type.toString(16)}`),
      ServiceStartType: start === undefined ? withheld(state.start) : known(start),
      ServiceAccount: account,
    },
  };
}

function typeText(type: number): string {
  if ((type & 0x1) !== 0) return 'kernel mode driver';
  return (type & 0x2) !== 0 ? 'file system driver' : 'user mode service';
}
