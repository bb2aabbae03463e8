import type { Change } from '../change.ts';
import type { Attributes } from '../thing.ts';
import { known, type Telling, telling, withheld } from './logged-event.ts';
import { detailsOf, dwordDetails } from './registry-details.ts';
import { isService, serviceValues } from './service-values.ts';

interface RegistryContent {
  /** Data of values by their path. */
  readonly values: ReadonlyMap<string, Telling>;
  /** The key that comes and goes with the thing, where it is known to. */
  readonly ownKey: string | null;
}

const taskTree = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Schedule\\TaskCache\\Tree';

/** What of the registry a thing is made of; null for what is no part of it. */
export function registryContent({ kind, key }: Change, state: Attributes): RegistryContent | null {
  if (kind === 'scheduled-task') return taskContent(key, state);
  if (!/^(HKLM|HKU)\\/.test(key) || kind === 'remote-access-tool') return null;
  const below = (entries: Iterable<readonly [string, Telling]>): ReadonlyMap<string, Telling> =>
    new Map([...entries].map(([name, details]) => [`${key}\\${name}`, details]));
  if (kind === 'root-certificate') return { values: below([['Blob', known('Binary Data', state.digest)]]), ownKey: key };
  if (kind === 'removable-medium') return { values: below(state.name === '' ? [] : [['FriendlyName', telling(state.name)]]), ownKey: key };
  if (isService(state)) return { values: below(serviceValues(state)), ownKey: key };
  if ('value' in state) return { values: new Map([[key, detailsOf(state.type, state.value)]]), ownKey: null };
  const { values } = state;
  if (typeof values !== 'object' || values === null) return { values: new Map([[key, withheld(state)]]), ownKey: null };
  // A key that is watched for its values may have been there before them.
  return { values: below(values.flatMap(listedValue)), ownKey: values.length === 0 ? key : null };
}

/** A line such as `Name = data (REG_SZ)`, as evidence lists the values of a key; none where it can be read in two ways. */
function listedValue(line: string): (readonly [string, Telling])[] {
  const [, name, data, type] = /^(.*?) = (.*) \((REG_[A-Z_]+|type \d+)\)$/s.exec(line) ?? [];
  if (name === undefined || data === undefined || data.includes(' = ')) return [];
  if (type === 'REG_DWORD') return [[name, detailsOf(type, /^\d+$/.test(data) ? Number(data) : data)]];
  return [[name, detailsOf(type, type === 'REG_MULTI_SZ' ? data.split(' | ') : data)]];
}

/** What the scheduler holds of a task beside its definition. */
function taskContent(key: string, state: Attributes): RegistryContent | null {
  if (!key.startsWith('\\') || state.registered === false || state.registered === undefined) return null;
  const index: Telling = state.hiddenByIndex === true ? known(dwordDetails(0)) : withheld(false);
  return {
    values: new Map<string, Telling>([
      ...(state.descriptor === 'present' ? [[`${taskTree}${key}\\SD`, known('Binary Data')] as const] : []),
      [`${taskTree}${key}\\Index`, index],
    ]),
    ownKey: `${taskTree}${key}`,
  };
}
