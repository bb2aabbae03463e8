import { expect, test } from 'vitest';
import { attachmentType } from '../../../src/collector/warnings/attachment-type.ts';

const zip = (...names: readonly string[]): Buffer => Buffer.from(`PK\u0003\u0004${names.join('')}`, 'latin1');

test.for([
  { name: 'a PDF', content: Buffer.from('%PDF-1.7'), type: 'application/pdf' },
  { name: 'a scan', content: Buffer.from([0xff, 0xd8, 0xff, 0xe0]), type: 'image/jpeg' },
  {
    name: 'a Word document',
    content: zip('[Content_Types].xml', 'word/document.xml'),
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  {
    name: 'a workbook',
    content: zip('[Content_Types].xml', 'xl/workbook.xml'),
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  { name: 'a text in Vietnamese', content: Buffer.from('Kính gửi: các đơn vị\n'), type: 'text/plain; charset=utf-8' },
  { name: 'a page, which is text and never HTML', content: Buffer.from('<script>alert(1)</script>'), type: 'text/plain; charset=utf-8' },
  { name: 'any other archive', content: zip('setup.exe'), type: null },
  { name: 'a program of Windows', content: Buffer.from('MZ\u0090\u0000'), type: null },
  { name: 'a program of Linux', content: Buffer.from('\u007fELF\u0002\u0001\u0000'), type: null },
  { name: 'bytes that are no text', content: Buffer.from([0xc3, 0x28]), type: null },
  { name: 'nothing', content: Buffer.alloc(0), type: null },
])('$name: $type', ({ content, type }) => expect(attachmentType(content)).toBe(type));
