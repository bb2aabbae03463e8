import type { WatchedThing } from '../../domain/thing.ts';
import { shownText } from '../windows-registry/shown-data.ts';
import type { CimInstance } from './cim-instance.ts';

/** Every key of such a thing begins so: what is unread when the repository is. */
export const allSubscriptions = 'WMI: ';
const reference = /(\w+)\.Name="((?:[^"\\]|\\.)*)"/;

/** Pure. One thing per binding of something to wait for and something to do: with what either says. */
export function subscriptionThings(instances: readonly CimInstance[]): WatchedThing[] {
  const bindings = instances.filter(({ className }) => className === '__FilterToConsumerBinding').map(({ texts }) => referencesOf(texts));
  const things = bindings.map(
    ({ filter, consumer }): WatchedThing => ({
      kind: 'wmi-subscription',
      key: `${allSubscriptions}${consumer?.className ?? 'consumer'} "${consumer?.name ?? ''}" on "${filter?.name ?? ''}"`,
      state: { consumer: textsOf(instances, consumer), filter: textsOf(instances, filter) },
    }),
  );
  return [...new Map(things.map((thing) => [thing.key, thing])).values()];
}

interface Named {
  readonly className: string;
  readonly name: string;
}

/** The paths of both ends, such as `CommandLineEventConsumer.Name="x"`, with or without the name space before. */
function referencesOf(texts: readonly string[]): { readonly filter: Named | undefined; readonly consumer: Named | undefined } {
  const named = texts.flatMap((text): Named[] => {
    const [, className, name] = reference.exec(text) ?? [];
    return className === undefined || name === undefined ? [] : [{ className, name: name.replaceAll(/\\(.)/g, '$1') }];
  });
  return {
    filter: named.find(({ className }) => className === '__EventFilter'),
    consumer: named.find(({ className }) => className !== '__EventFilter'),
  };
}

function textsOf(instances: readonly CimInstance[], named: Named | undefined): string[] {
  const own = instances.filter(({ className, texts }) => className === named?.className && texts.includes(named.name));
  return [...new Set(own.flatMap(({ texts }) => texts.map(shownText)))].toSorted();
}
