import { expect, test } from 'vitest';
import { readBoundedJson } from '../../../src/base/bounded-json.ts';

const read = (text: string) => readBoundedJson(Buffer.from(text), { deepest: 2, mostValues: 4 }).status;

test.for([
  { text: '[[1,2]]', status: 'read' },
  { text: '[[[]]]', status: 'outgrown' },
  { text: '[1,2,3,4,5]', status: 'outgrown' },
  { text: '["[[[,,,,,,"]', status: 'read' },
  { text: '[1', status: 'not-json' },
  { text: '', status: 'not-json' },
])('$text is $status', ({ text, status }) => expect(read(text)).toBe(status));
