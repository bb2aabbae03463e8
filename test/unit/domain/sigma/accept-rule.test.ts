import { expect, test } from 'vitest';
import { ruleOf, ruleText } from '../../../support/sigma.ts';

const told = (text: string): string[] => {
  const listed = ruleOf(text);
  return listed.status === 'accepted' ? [] : listed.refusals.map(({ code, subject }) => (subject === '' ? code : `${code} ${subject}`));
};
const fileEvent = 'category: file_event, product: windows';
const security = 'product: windows, service: security';

test.for([
  { name: 'a file', source: fileEvent, detection: '  s:\n    TargetFilename: x\n  condition: s', refused: [] },
  {
    name: 'who did it',
    source: fileEvent,
    detection: '  s:\n    TargetFilename: x\n    Image: y\n  condition: s',
    refused: ['field-not-told Image'],
  },
  {
    name: 'who did not do it',
    source: fileEvent,
    detection: '  s:\n    TargetFilename: x\n  f:\n    Image: y\n    User: z\n  condition: s and not f',
    refused: ['field-not-told Image', 'field-not-told User'],
  },
  {
    name: 'that nothing is said of who did it',
    source: fileEvent,
    detection: '  s:\n    TargetFilename: x\n    CommandLine: null\n    Image|exists: false\n  condition: s',
    refused: ['field-not-told CommandLine', 'field-not-told Image'],
  },
  {
    name: 'whether a field is like one that is not told',
    source: fileEvent,
    detection: '  s:\n    TargetFilename|fieldref: Image\n  condition: s',
    refused: ['field-not-told Image'],
  },
  {
    name: 'a search that the condition does not name',
    source: fileEvent,
    detection: '  s:\n    TargetFilename: x\n  unused:\n    Image: y\n  condition: s',
    refused: [],
  },
  { name: 'keywords', source: fileEvent, detection: '  s: [evil]\n  condition: s', refused: ['keywords'] },
  {
    name: 'another log',
    source: 'category: process_creation, product: windows',
    detection: '  s:\n    Image: x\n  condition: s',
    refused: ['log-source windows process_creation'],
  },
  {
    name: 'another system',
    source: 'category: file_event, product: macos',
    detection: '  s:\n    TargetFilename: x\n  condition: s',
    refused: ['log-source macos file_event'],
  },
  { name: 'no log at all', source: 'product: windows', detection: '  s:\n    Image: x\n  condition: s', refused: ['log-source windows'] },
  {
    name: 'a category of a service',
    source: 'category: file_event, product: windows, service: sysmon',
    detection: '  s:\n    TargetFilename: x\n  condition: s',
    refused: ['log-source windows file_event sysmon'],
  },
  { name: 'a new service', source: security, detection: '  s:\n    EventID: 4697\n    ServiceName: x\n  condition: s', refused: [] },
  {
    name: 'events that are told and others',
    source: security,
    detection: '  s:\n    EventID: [4697, 4624]\n    ServiceName: x\n  condition: s',
    refused: ['event-not-told EventID 4624'],
  },
  {
    name: 'any event of a whole log',
    source: security,
    detection: '  s:\n    ServiceName: x\n  condition: s',
    refused: ['event-not-told EventID'],
  },
  {
    name: 'any event in one of two ways',
    source: security,
    detection: '  s:\n    EventID: 4697\n  t:\n    ServiceName: x\n  condition: s or t',
    refused: ['event-not-told EventID'],
  },
  {
    name: 'an event in both of two ways',
    source: security,
    detection: '  s:\n    - EventID: 4697\n    - EventID: 4697\n      ServiceName: x\n  condition: s',
    refused: [],
  },
  {
    name: 'every event but one',
    source: security,
    detection: '  s:\n    EventID: 4697\n  condition: not s',
    refused: ['event-not-told EventID'],
  },
  {
    name: 'events by the start of their number',
    source: security,
    detection: '  s:\n    EventID: 46*\n  condition: s',
    refused: ['event-not-told EventID'],
  },
  {
    name: 'another source of the system log',
    source: 'product: windows, service: system',
    detection: '  s:\n    EventID: 7045\n    Provider_Name: Other\n  condition: s',
    refused: ['event-not-told Provider_Name Other'],
  },
])('a rule that asks for $name: $refused', ({ source, detection, refused }) => expect(told(ruleText(source, detection))).toEqual(refused));

test.for([
  { name: 'a rule that its authors withdrew', more: 'status: deprecated', refused: ['not-in-use deprecated'] },
  { name: 'another taxonomy', more: 'taxonomy: ecs', refused: ['taxonomy ecs'] },
  { name: 'machines of one kind', more: 'scope: [server]', refused: ['scope server'] },
  { name: 'a correlation', more: 'correlation: {}', refused: ['correlation'] },
  { name: 'a filter', more: 'filter: {}', refused: ['filter-rule'] },
  { name: 'a part of a collection', more: 'action: global', refused: ['rule-collection'] },
  { name: 'a level that is none', more: 'level: severe', refused: [expect.stringContaining('not-a-rule level')] },
])('$name is refused', ({ more, refused }) =>
  expect(told(ruleText(fileEvent, '  s:\n    TargetFilename: x\n  condition: s', more))).toEqual(refused),
);

test('how often something happens within a time is refused', () =>
  expect(told(ruleText(fileEvent, '  s:\n    TargetFilename: x\n  timeframe: 5m\n  condition: s | count() > 5'))).toContain('timeframe'));
