import fc from 'fast-check';
import { expect, test } from 'vitest';
import { taskState } from '../../../../src/scanners/windows-tasks/task-state.ts';
import { childAt, parseXml, textAt, type XmlElement } from '../../../../src/scanners/windows-tasks/xml-tree.ts';
import { taskXml } from '../../../support/windows/changes/files.ts';

test('elements, attributes, texts and what stands for characters', () => {
  const root = parseXml(
    '<?xml version="1.0"?>\r\n<!-- x --><t:Task a="1 &lt; 2" b=\'"\'><A>x &amp; &#7879; &#x1EC7; &unknown;<![CDATA[<&]]></A><B/><A>2</A></t:Task>\n',
  );
  expect(root?.name).toBe('Task');
  expect(Object.fromEntries(root?.attributes ?? [])).toEqual({ a: '1 < 2', b: '"' });
  expect(textAt(root ?? undefined, 'A')).toBe('x & ệ ệ &unknown;<&');
  expect(childAt(root ?? undefined, 'B')?.children).toEqual([]);
});

test.for([
  ['a document type', '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'],
  ['an element that is not closed', '<a><b></a>'],
  ['two roots', '<a/><b/>'],
  ['text beside the root', 'x<a/>'],
  ['nothing', ''],
  ['an attribute without quotes', '<a b=c/>'],
  ['too deep a tree', '<a>'.repeat(40) + '</a>'.repeat(40)],
  ['too many elements', `<a>${'<b/>'.repeat(6000)}</a>`],
  ['too much text', `<a>${'x'.repeat(1024 * 1024)}</a>`],
])('%s is no document', ([, text = '']) => expect(parseXml(text)).toBeNull());

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/);
const text = fc.string({ unit: 'grapheme' }).map((raw) => raw.replaceAll(/[\0\r]/g, ''));
const { tree } = fc.letrec<{ tree: XmlElement }>((tie) => ({
  tree: fc.record({
    name,
    attributes: fc.dictionary(name, text, { maxKeys: 3 }).map((pairs) => new Map(Object.entries(pairs))),
    children: fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie('tree'), { maxLength: 3 })),
    text,
  }),
}));
const escaped = (raw: string): string => raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
function written(element: XmlElement): string {
  const attributes = [...element.attributes].map(([key, value]) => ` ${key}="${escaped(value)}"`).join('');
  return `<${element.name}${attributes}>${escaped(element.text)}${element.children.map(written).join('')}</${element.name}>`;
}

test('what is written is read again', () =>
  fc.assert(
    fc.property(tree, (element) => {
      expect(parseXml(written(element))).toEqual(element);
    }),
  ));
test('no input makes it throw', () =>
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom('<', '>', '</a>', '<a>', '<a b="', '"', '<!--', '-->', '<![CDATA[', '&#', ';'))),
      (parts) => {
        expect(parseXml(parts.join(''))?.name).not.toBe('');
      },
    ),
  ));

test('what a task does, as whom and when', () =>
  expect(taskState(taskXml('cmd.exe', '<ComHandler><ClassId>{1}</ClassId><Data>d</Data></ComHandler>'))).toEqual({
    actions: ['Exec cmd.exe /c "calc" & x', 'ComHandler {1} d'],
    triggers: ['LogonTrigger'],
    user: 'S-1-5-18',
    runLevel: 'HighestAvailable',
    logonType: null,
    enabled: true,
    hidden: false,
  }));
