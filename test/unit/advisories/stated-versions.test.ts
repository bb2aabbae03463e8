import fc from 'fast-check';
import { expect, test } from 'vitest';
import { statedVersions } from '../../../src/advisories/csaf/stated-versions.ts';

const range = (introduced: string | null, fixed: string | null, lastAffected: string | null = null) => ({
  introduced,
  fixed,
  lastAffected,
});

test.for([
  { text: 'vers:all/*', ranges: [], versions: [] },
  { text: '*', ranges: [], versions: [] },
  { text: '* (end-of-life 2011)', ranges: [], versions: [] },
  { text: 'vers:generic/>=1.0|<=2.3', ranges: [range('1.0', null, '2.3')], versions: [] },
  { text: 'vers:rpm/<1%3A2.0-3.el9|5', ranges: [range(null, '1:2.0-3.el9')], versions: ['5'], scheme: 'rpm' },
  { text: 'vers:npm/>1|<2|>=3', ranges: [{ ...range('1', '2'), isAfter: true }, range('3', null)], versions: [], scheme: 'semver' },
  { text: '<= 4.1', ranges: [range(null, null, '4.1')], versions: [] },
  { text: '<7.6.2', ranges: [range(null, '7.6.2')], versions: [] },
  { text: '>= 1.0.0 | <= 1.1.1', ranges: [range('1.0.0', null, '1.1.1')], versions: [] },
  { text: '>= 2.0', ranges: [range('2.0', null)], versions: [] },
  { text: '<= U61 |<= L81', ranges: [range(null, null, 'U61'), range(null, null, 'L81')], versions: [] },
  { text: '1.1 | 1.2 | v1.4', ranges: [], versions: ['1.1', '1.2', '1.4'] },
  { text: '5.x.x', ranges: [range('5', '6')], versions: [] },
  { text: '14.1.x', ranges: [range('14.1', '14.2')], versions: [] },
  { text: '<= 12.2.x.x', ranges: [range(null, '12.3')], versions: [] },
  { text: '< 3.x', ranges: [range(null, '3')], versions: [] },
  { text: '2.3.6 and  below', ranges: [range(null, null, '2.3.6')], versions: [] },
  { text: 'prior to 4.2', ranges: [range(null, '4.2')], versions: [] },
  { text: '1.0 to 1.5', ranges: [range('1.0', null, '1.5')], versions: [] },
  { text: 'A10 < A11', ranges: [range('A10', 'A11')], versions: [] },
  { text: '<= 1.54 (integrated into a gateway)', ranges: [range(null, null, '1.54')], versions: [] },
  { text: '<=11.2 on Windows 8.1 with IIS 7.5', ranges: [range(null, null, '11.2')], versions: [] },
  { text: '2131 and 2141', ranges: [], versions: ['2131', '2141'] },
  { text: '(Release 1.3.2 1.4.0)', ranges: [], versions: ['1.3.2', '1.4.0'] },
  { text: '15.1(2)SG', ranges: [], versions: ['15.1(2)SG'] },
  { text: '1.1.3 Build 10', ranges: [], versions: ['1.1.3 Build 10'] },
  { text: 'phiên bản 2', ranges: [], versions: ['phiên bản 2'] },
])('$text', ({ text, scheme = null, ...said }) => {
  expect(statedVersions(text)).toEqual({ ...said, scheme });
});

test('any text is read, fast', () => {
  const part = fc.oneof(
    fc.constantFrom('<', '<=', '>=', '>', '|', ' ', 'vers:', '/', '=', '*', '.x', ' to ', '(', ')', '%', '1', '2.0'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      const { ranges, versions } = statedVersions(parts.join(''));
      for (const version of versions) expect(version).not.toBe('');
      for (const bounds of ranges) expect(Object.keys(bounds)).toEqual(expect.arrayContaining(['introduced', 'fixed', 'lastAffected']));
    }),
  );
});
