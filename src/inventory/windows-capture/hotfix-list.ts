import type { UpdateList } from './capture.ts';
import { hotfixOf, updateList } from './hotfix.ts';
import type { SysteminfoField, SysteminfoOutput } from './systeminfo-field.ts';

/** In every Windows since XP the updates are the 28th line after the version, behind the logon server. */
const hotfixesAfterVersion = 28;

/**
 * The list of updates. It is the list between processors and network cards; the cards are told by the lines under their names, whatever
 * those are called. Null where it is not there: cut away, left out, or counted without being listed.
 */
export function hotfixList(output: SysteminfoOutput): UpdateList | null {
  const { fields, versionAt, endsOpen } = output;
  const at = hotfixesAt(fields, versionAt);
  const field = at === null ? undefined : fields[at];
  if (!field) return null;
  const counted = countedIn(field.value);
  const isLast = at === fields.length - 1;
  if (field.entries.length === 0) {
    const saysNone = field.value !== '' && !(isLast && endsOpen) && !((counted ?? 0) > 0);
    // `N/A` stands for no update and for a list that could not be had.
    return saysNone ? { updates: [], isComplete: false } : null;
  }
  const hotfixes = field.entries.map((entry) => hotfixOf(entry ?? ''));
  // Network cards always follow; who leaves them out leaves the count.
  const isShort = counted === null ? isLast : hotfixes.length < counted;
  const list = updateList(hotfixes, isShort || (isLast && endsOpen) || hotfixes.some(({ kind }) => kind === 'cut'));
  return { ...list, isComplete: list.isComplete && !isShort };
}

function hotfixesAt(fields: readonly SysteminfoField[], versionAt: number): number | null {
  const lists = fields.flatMap(({ entries }, index) => (entries.length > 0 && index > versionAt ? [index] : []));
  const cardsAt = lists.find((index) => fields[index]?.isNested) ?? null;
  const flat = lists.filter((index) => cardsAt === null || index < cardsAt);
  const listsUpdates = (index: number): boolean =>
    fields[index]?.entries.some((entry) => entry !== null && hotfixOf(entry).kind !== 'none') ?? false;
  const listed = flat.find(listsUpdates) ?? flat[1];
  if (listed !== undefined) return listed;
  // No list: the line says that there are none, if it is there and not the logon server, `\\SERVER`.
  const at = cardsAt === null ? versionAt + hotfixesAfterVersion : cardsAt - 1;
  const isThere = at > versionAt && (cardsAt !== null || fields[at - 1]?.value.startsWith('\\\\'));
  return isThere && !fields[at]?.value.startsWith('\\\\') ? at : null;
}

/** The one number of a line such as `5 Hotfix(s) Installed.`; null where it has none or several. */
function countedIn(value: string): number | null {
  const [number, ...more] = value.match(/\d+/g) ?? [];
  return number === undefined || more.length > 0 ? null : Number(number);
}
