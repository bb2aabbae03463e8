import { createElement } from 'react';
import { expect, test } from 'vitest';
import { matchesName, totalOf, worstFirst } from '../../../renderer/components/unit-order.ts';
import { UnitTable } from '../../../renderer/components/unit-table.tsx';
import { voices } from '../../../renderer/i18n/voices.ts';
import { aUnit, markup, said } from './rendered.ts';

const units = [
  aUnit('A'),
  aUnit('B', { high: 9 }),
  aUnit('C', { critical: 1 }, { endpoints: 4 }),
  aUnit('D', {}, { silent: 1 }),
  aUnit('Đ', { high: 9, info: 2 }),
];
const table = (shown = units) =>
  createElement(UnitTable, { units: shown, chosenId: null, hrefOf: (id) => `#/?unit=${id}`, voice: voices.vi });

test('one critical finding outweighs many high ones; silence outweighs a name', () =>
  expect(worstFirst(units).map(({ name }) => name)).toEqual(['C', 'Đ', 'B', 'D', 'A']));

test('numbers in names count as numbers', () =>
  expect(worstFirst([aUnit('Trạm 11'), aUnit('Trạm 2')]).map(({ name }) => name)).toEqual(['Trạm 2', 'Trạm 11']));

test('the first row counts them all', () => {
  expect(totalOf(units)).toEqual({ endpoints: 8, silent: 1, openFindings: { info: 2, low: 0, medium: 0, high: 18, critical: 1 } });
  expect(said(table())).toContain('Tất cả đơn vị Số máy 8 Mất kết nối 1 Nghiêm trọng 1 Cao 18');
});

test('a department of one unit has no row for all of them', () => expect(said(table([aUnit('A')]))).not.toContain('Tất cả đơn vị'));

test('many units: the worst at first, the others one step away', () => {
  const many = Array.from({ length: 30 }, (_, at) => aUnit(`Trạm ${at}`, { low: at }));
  const html = markup(table(many));
  expect(html.match(/<tr/g)).toHaveLength(1 + 1 + 8);
  expect(html).toContain('Trạm 29');
  expect(html).toContain('Hiện tất cả 30 đơn vị');
});

test('the chosen unit is in sight, however good it is', () => {
  const many = Array.from({ length: 30 }, (_, at) => aUnit(`Trạm ${at}`, { low: at }));
  const html = markup(createElement(UnitTable, { units: many, chosenId: many[0]?.unitId ?? null, hrefOf: () => '#/', voice: voices.vi }));
  expect(html).toContain('aria-current="true">Trạm 0<');
});

test.for([
  ['Bệnh viện Đa khoa tỉnh', 'da khoa', true],
  ['Bệnh viện Đa khoa tỉnh', ' ĐA KHOA ', true],
  ['Trạm Y tế phường Hàm Rồng', 'ham rong', true],
  ['Trạm Y tế phường Hàm Rồng', 'rong ham', false],
] as const)('%s is found by "%s": %s', ([name, typed, isFound]) => expect(matchesName(name, typed)).toBe(isFound));
