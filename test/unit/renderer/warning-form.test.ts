import { createElement } from 'react';
import { describe, expect, test } from 'vitest';
import { attachRefusal } from '../../../renderer/console/warning-form/attach-file.tsx';
import { checkFields } from '../../../renderer/console/warning-form/check-fields.ts';
import { emptyFields, fieldsOf, type WarningFields } from '../../../renderer/console/warning-form/fields.ts';
import { FormFields } from '../../../renderer/console/warning-form/form-fields.tsx';
import { Recognised } from '../../../renderer/console/warning-form/recognised.tsx';
import { refusalText } from '../../../renderer/console/warning-form/refusal-text.ts';
import { draftIn, sourcesOf } from '../../../renderer/console/warning-form/sources.ts';
import { WarningActions } from '../../../renderer/console/warning-form/warning-actions.tsx';
import { voices as allVoices } from '../../../renderer/i18n/voices.ts';
import { warningVoice } from '../../../renderer/i18n/warning-voice.ts';
import type { Language } from '../../../src/domain/words/language.ts';
import { letterText, reading } from '../domain/warnings/letters.ts';
import { markup, said } from './rendered.ts';

const voices = { vi: warningVoice(allVoices.vi), en: warningVoice(allVoices.en) };

const nothing = () => {};

function formOf(text: string, { language = 'vi', over = {} }: { language?: Language; over?: Partial<WarningFields> } = {}) {
  const voice = voices[language];
  const read = reading(text);
  const fields = { ...fieldsOf(draftIn(read, voice)), ...over };
  const checked = checkFields(fields);
  const faults = checked.outcome === 'wrong' ? checked.faults : {};
  const letter = { text, sources: sourcesOf(read, voice) };
  return { fields, element: createElement(FormFields, { fields, faults, letter, onFields: nothing, voice }) };
}

test('what is clear of a letter stands in the fields', () =>
  expect(formOf(letterText).fields).toMatchObject({
    number: '207/CATTT-NCSC',
    issuedOn: '12/03/2025',
    deadline: '20/03/2025',
    critical: 'CVE-2025-11111\nCVE-2025-22222',
    high: 'CVE-2025-3333\nCVE-2025-44444\nCVE-2025-55555',
    other: '',
    isExploited: true,
  }));

test('the words of the letter stand beside each field, with those around them', () => {
  const html = markup(formOf(letterText).element);
  expect(html).toContain('Số: <mark>207/CATTT-NCSC</mark> V/v lỗ hổng');
  expect(html).toContain('- <mark>CVE-2025-3333</mark> - CVE-2025-44444');
  expect(said(formOf(letterText).element)).toContain('Lỗ hổng này đang bị khai thác trong thực tế');
});

test('what is doubtful is said, and is not taken over before a person says so', () => {
  const twoDays = letterText.replace('trước ngày 20/03/2025', 'trước ngày 20/03/2025; gửi báo cáo trước ngày 25/03/2025');
  const { fields, element } = formOf(twoDays);
  expect(fields.deadline).toBe('');
  expect(said(element)).toContain('văn bản nêu nhiều giá trị khác nhau');
  expect(said(element)).toMatch(/Dùng “20\/03\/2025”.*Dùng “25\/03\/2025”/);
  expect(said(formOf(twoDays, { over: { deadline: '25/03/2025' } }).element)).not.toContain('Dùng “25/03/2025”');
});

test('an impact that only the subject names is said to be doubtful', () => {
  const letter = 'Số: 9/SKT\nV/v lỗ hổng nghiêm trọng\nHà Nội, ngày 1/2/2025\nKính gửi: A\nCVE-2025-1111 trong A.';
  const { fields, element } = formOf(letter);
  expect(fields.critical).toBe('CVE-2025-1111');
  expect(said(element)).toContain('suy từ trích yếu, văn bản không nói riêng về lỗ hổng này');
});

test('a malformed id of the letter is told with what may be meant, and stays out', () => {
  const { fields, element } = formOf(letterText.replace('- CVE-2025-3333', '- CVE-2025-333'));
  expect(fields.high).not.toContain('333\n');
  expect(said(element)).toMatch(/Mã CVE viết sai trong công văn, không được đưa vào.*CVE-2025-333 .*phần số phải có ít nhất 4 chữ số/);
});

test('the same in English', () => {
  const text = said(formOf(letterText.replace('- CVE-2025-3333', '- CVE-2025-333'), { language: 'en' }).element);
  expect(text).toMatch(/Malformed CVE ids in the letter, not taken over.*its number needs 4 digits or more/);
  expect(text).toContain('In the letter');
});

test('a letter that is made of markup stays text', () =>
  expect(markup(formOf(`Số: 1/A\n<img src=x onerror=alert(1)> CVE-2025-1234 <script>`).element)).not.toMatch(/<img|<script/));

test('faults belong to their control by name', () => {
  const voice = voices.vi;
  const fields = { ...emptyFields, number: '1/A', issuer: 'A', title: 'T', issuedOn: '31/02/2026', high: 'CVE-2025-1' };
  const checked = checkFields(fields);
  const html = markup(
    createElement(FormFields, {
      fields,
      faults: checked.outcome === 'wrong' ? checked.faults : {},
      letter: null,
      onFields: nothing,
      voice,
    }),
  );
  const invalid = [...html.matchAll(/<(?:input|textarea)[^>]*aria-describedby="([^"]*)"[^>]*aria-invalid="true"/g)];
  expect(invalid).toHaveLength(2);
  for (const [, ids = ''] of invalid) expect(html).toContain(`id="${ids.split(' ').at(-1)}"`);
  expect(html).toContain('“CVE-2025-1” không phải mã CVE: phần số phải có ít nhất 4 chữ số.');
  expect(html).not.toContain('Trong công văn');
});

test('a letter with more ids than are read is said to be cut', () => {
  const read = { ...reading(letterText), isCut: true };
  expect(said(createElement(Recognised, { reading: read, isKept: false, voice: voices.vi }))).toContain('phần sau chưa được đọc');
});

describe('refusals in words', () => {
  test.for([
    [{ kind: 'refused', code: 'WARNING_EXISTS' }, 'Đã có cảnh báo của công văn cùng số, ký hiệu và năm.'],
    [{ kind: 'refused', code: 'NOT_FOUND' }, 'không còn trên máy chủ thu thập'],
    [{ kind: 'refused', code: 'STORE_FULL' }, 'Ổ đĩa của máy chủ thu thập đã đầy.'],
    [{ kind: 'refused', code: 'NEW_CODE' }, 'NEW_CODE'],
    [{ kind: 'signed-out' }, 'Mở liên kết đăng nhập mới trong một thẻ khác'],
    [{ kind: 'unreachable' }, 'chưa biết đã lưu hay chưa'],
  ] as const)('%o', ([failure, text]) => expect(refusalText(failure, voices.vi)).toContain(text));

  test('a file that is not taken says which are', () =>
    expect(attachRefusal({ kind: 'refused', code: 'REQUEST_INVALID' }, voices.vi)).toContain('Chỉ nhận PDF, ảnh, văn bản Office'));
});

test.for([
  ['open', 'Đóng cảnh báo 207/A? Số liệu được giữ như lúc đóng'],
  ['closed', 'Mở lại cảnh báo 207/A?'],
] as const)('what happens to a warning that is %s is said before it is done', ([state, text]) => {
  const warning = { warningId: '9a0f7c1e-4b52-4d3a-8f1e-2b6c7d8e9f10', number: '207/A', state };
  const element = createElement(WarningActions, { warning, onState: async () => null, voice: voices.vi });
  expect(said(element)).toContain(text);
  expect(markup(element)).toContain('href="#/warnings/9a0f7c1e-4b52-4d3a-8f1e-2b6c7d8e9f10/edit"');
});
