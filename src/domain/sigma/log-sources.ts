import type { SigmaRule } from './sigma-rule.ts';

/** Kinds of events that a difference between two readings tells of, named as the log that would have held them. */
export const eventKinds = [
  'file_event',
  'file_delete',
  'registry_add',
  'registry_set',
  'registry_delete',
  'service-installed-system',
  'service-installed-security',
  'task-security',
  'task-scheduler',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** A log source that rules name (taxonomy appendix 2.1.0), with what of its events can be told here. */
export interface LogSource {
  readonly category?: string;
  readonly service?: string;
  readonly products: readonly string[];
  readonly kinds: readonly EventKind[];
  /** Fields whose values come from the machine. */
  readonly fields: readonly string[];
  /** Fields that have no values but these. */
  readonly fixed: Readonly<Record<string, readonly string[]>>;
  /** A whole log: a rule has to say which of its events it means. */
  readonly isWholeLog?: true;
}

const windows = ['windows'];

/**
 * Who did it (Image, User, CommandLine, SubjectUserName and their like) is in none of them: two readings of a machine do not tell.
 * Event numbers are those of Sysmon for files and the registry, and of the Windows logs for services and tasks.
 */
export const logSources: readonly LogSource[] = [
  { category: 'file_event', products: ['windows', 'linux'], kinds: ['file_event'], fields: ['TargetFilename'], fixed: { EventID: ['11'] } },
  { category: 'file_delete', products: windows, kinds: ['file_delete'], fields: ['TargetFilename'], fixed: { EventID: ['23'] } },
  {
    category: 'registry_add',
    products: windows,
    kinds: ['registry_add'],
    fields: ['TargetObject'],
    fixed: { EventID: ['12'], EventType: ['CreateKey'] },
  },
  {
    category: 'registry_set',
    products: windows,
    kinds: ['registry_set'],
    fields: ['TargetObject', 'Details'],
    fixed: { EventID: ['13'], EventType: ['SetValue'] },
  },
  {
    category: 'registry_delete',
    products: windows,
    kinds: ['registry_delete'],
    fields: ['TargetObject'],
    fixed: { EventID: ['12'], EventType: ['DeleteKey', 'DeleteValue'] },
  },
  {
    category: 'registry_event',
    products: windows,
    kinds: ['registry_add', 'registry_set', 'registry_delete'],
    fields: ['TargetObject', 'Details'],
    fixed: { EventID: ['12', '13'], EventType: ['CreateKey', 'SetValue', 'DeleteKey', 'DeleteValue'] },
  },
  {
    service: 'system',
    products: windows,
    kinds: ['service-installed-system'],
    fields: ['ServiceName', 'ImagePath', 'ServiceType', 'StartType', 'AccountName'],
    fixed: { EventID: ['7045'], Provider_Name: ['Service Control Manager'], Channel: ['System'] },
    isWholeLog: true,
  },
  {
    service: 'security',
    products: windows,
    kinds: ['service-installed-security'],
    fields: ['ServiceName', 'ServiceFileName', 'ServiceType', 'ServiceStartType', 'ServiceAccount'],
    fixed: { EventID: ['4697'], Provider_Name: ['Microsoft-Windows-Security-Auditing'], Channel: ['Security'] },
    isWholeLog: true,
  },
  {
    service: 'security',
    products: windows,
    kinds: ['task-security'],
    fields: ['TaskName'],
    fixed: {
      EventID: ['4698', '4699', '4700', '4701', '4702'],
      Provider_Name: ['Microsoft-Windows-Security-Auditing'],
      Channel: ['Security'],
    },
    isWholeLog: true,
  },
  {
    service: 'taskscheduler',
    products: windows,
    kinds: ['task-scheduler'],
    fields: ['TaskName'],
    fixed: {
      EventID: ['106', '140', '141', '142'],
      Provider_Name: ['Microsoft-Windows-TaskScheduler'],
      Channel: ['Microsoft-Windows-TaskScheduler/Operational'],
    },
    isWholeLog: true,
  },
];

/** Those that a rule may mean; none where its log is not one of ours. */
export function logSourcesOf({ category, product, service }: SigmaRule['logSource']): LogSource[] {
  return logSources.filter(
    (source) =>
      (source.category ?? null) === category &&
      (source.service ?? null) === service &&
      (product === null || source.products.includes(product)),
  );
}
