import { createHash } from 'node:crypto';
import type { Attributes } from '../../domain/thing.ts';
import { shownText } from '../windows-registry/shown-data.ts';
import { childAt, childrenOf, parseXml, textAt, type XmlElement } from './xml-tree.ts';

/**
 * Pure. What a task does, as whom and on what occasion, from its definition ([MS-TSCH] 2.5). Left out is what Windows and updaters
 * write anew by themselves: dates, times of triggers, descriptions. A definition that is not understood is told by its digest.
 */
export function taskState(text: string): Attributes {
  const task = parseXml(text);
  if (task?.name !== 'Task') return { definition: 'not understood', digest: createHash('sha256').update(text).digest('hex') };
  const principal = childAt(task, 'Principals', 'Principal');
  return {
    actions: (childAt(task, 'Actions')?.children ?? []).map(shownAction),
    triggers: (childAt(task, 'Triggers')?.children ?? []).map(shownTrigger).toSorted(),
    user: textAt(principal, 'UserId') ?? textAt(principal, 'GroupId'),
    runLevel: textAt(principal, 'RunLevel'),
    logonType: textAt(principal, 'LogonType'),
    enabled: textAt(task, 'Settings', 'Enabled') !== 'false',
    hidden: textAt(task, 'Settings', 'Hidden') === 'true',
  };
}

function shownAction(action: XmlElement): string {
  const parts = ['Command', 'Arguments', 'WorkingDirectory', 'ClassId', 'Data']
    .map((name) => textAt(action, name))
    .filter((part) => part !== null);
  // Actions of mail and messages, and any that are still to come, are told by all that they say.
  const said = parts.length > 0 ? parts : allText(action);
  return shownText([action.name, ...said].join(' '));
}

const allText = (element: XmlElement): string[] =>
  [element.text.trim(), ...element.children.flatMap(allText)].filter((text) => text !== '');

/** Its kind; for events what is waited for, for sessions and sign-ins whose. */
function shownTrigger(trigger: XmlElement): string {
  const more = ['Subscription', 'StateChange', 'UserId', 'StateName'].map((name) => textAt(trigger, name)).filter((part) => part !== null);
  const schedule = childrenOf(trigger, 'ScheduleByDay').length > 0 ? ['daily'] : [];
  const off = textAt(trigger, 'Enabled') === 'false' ? ['(off)'] : [];
  return shownText([trigger.name, ...schedule, ...more, ...off].join(' '));
}
