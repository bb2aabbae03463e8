import type { Change } from '../change.ts';
import type { Attributes } from '../thing.ts';
import { known, loggedEvent, type LoggedEvent, type Telling, telling, withheld } from './logged-event.ts';
import { isService, serviceFields } from './service-values.ts';

/** A new service, as the system log (7045) and the security log (4697) have it. */
export function serviceEvents({ key, change, after }: Change): LoggedEvent[] {
  if (change !== 'added' || !after || !isService(after)) return [];
  const { system, security } = serviceFields(after);
  const name = telling(key.slice(key.lastIndexOf('\\') + 1));
  return [
    loggedEvent('service-installed-system', 'windows', {
      EventID: known(7045),
      Provider_Name: known('Service Control Manager'),
      Channel: known('System'),
      ServiceName: shownServiceName(after, name),
      ...system,
    }),
    loggedEvent('service-installed-security', 'windows', { EventID: known(4697), ...securityLog, ServiceName: name, ...security }),
  ];
}

/** The system log calls a service by the name that people are shown, where it has one; some are kept as the number of a text. */
function shownServiceName({ displayName }: Attributes, name: Telling): Telling {
  if (typeof displayName !== 'string' || displayName === '') return name;
  return displayName.startsWith('@') ? withheld(displayName) : telling(displayName);
}

const securityLog = { Provider_Name: known('Microsoft-Windows-Security-Auditing'), Channel: known('Security') };
const taskLogs = {
  'task-security': securityLog,
  'task-scheduler': {
    Provider_Name: known('Microsoft-Windows-TaskScheduler'),
    Channel: known('Microsoft-Windows-TaskScheduler/Operational'),
  },
};

type TaskLog = keyof typeof taskLogs;
type TaskNews = 'created' | 'deleted' | 'enabled' | 'disabled' | 'updated';

/** Numbers of the events about a task, in the security log and in the scheduler's own. */
const taskEventIds: Readonly<Record<TaskNews, readonly (readonly [TaskLog, number])[]>> = {
  created: [
    ['task-security', 4698],
    ['task-scheduler', 106],
  ],
  deleted: [
    ['task-security', 4699],
    ['task-scheduler', 141],
  ],
  enabled: [['task-security', 4700]],
  disabled: [
    ['task-security', 4701],
    ['task-scheduler', 142],
  ],
  updated: [
    ['task-security', 4702],
    ['task-scheduler', 140],
  ],
};

/** What happened to a scheduled task that Windows itself would have logged; what is done behind the scheduler's back is not. */
export function taskEvents(change: Change): LoggedEvent[] {
  if (change.kind !== 'scheduled-task' || !change.key.startsWith('\\')) return [];
  return newsOf(change).flatMap((news) =>
    taskEventIds[news].map(([log, id]) =>
      loggedEvent(log, 'windows', { EventID: known(id), ...taskLogs[log], TaskName: known(change.key) }),
    ),
  );
}

function newsOf({ change, before, after }: Change): TaskNews[] {
  // A definition that nobody registered was laid down as a file; the scheduler does not know of it.
  const [wasKnown, isKnown] = [isRegistered(before), isRegistered(after)];
  if (!wasKnown) return isKnown ? ['created'] : [];
  if (change === 'removed') return ['deleted'];
  if (!isKnown) return [];
  const isUpdated = ['actions', 'triggers', 'user', 'runLevel', 'logonType', 'hidden', 'digest'].some(
    (name) => written(before, name) !== written(after, name),
  );
  return [
    ...(isUpdated ? (['updated'] as const) : []),
    ...(before?.enabled === true && after?.enabled === false ? (['disabled'] as const) : []),
    ...(before?.enabled === false && after?.enabled === true ? (['enabled'] as const) : []),
  ];
}

const isRegistered = (state: Attributes | undefined): boolean => state?.registered === true && state.definition !== 'missing';

const written = (state: Attributes | undefined, name: string): string => JSON.stringify(state?.[name] ?? null);
