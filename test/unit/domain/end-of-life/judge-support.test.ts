import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { debianSupport } from '../../../../src/domain/end-of-life/debian.ts';
import { enterpriseLinuxSupport } from '../../../../src/domain/end-of-life/enterprise-linux.ts';
import { judgeSupport } from '../../../../src/domain/end-of-life/judge-support.ts';
import { ubuntuSupport } from '../../../../src/domain/end-of-life/ubuntu.ts';
import { windowsClientSupport } from '../../../../src/domain/end-of-life/windows-client.ts';
import { windowsServerSupport } from '../../../../src/domain/end-of-life/windows-server.ts';
import { words } from '../../../../src/domain/words/words.ts';
import { debian, windows10 } from '../../../support/inventories.ts';

const all = [...windowsClientSupport, ...windowsServerSupport, ...debianSupport, ...ubuntuSupport, ...enterpriseLinuxSupport];
const at = (day: string): number => Date.parse(`${day}T12:00:00Z`);
const windows = (version: string | null, edition: string | null, product = 'Windows 10') => ({ ...windows10, product, version, edition });

test.for([
  ['2025-10-14', windows('22H2', 'Professional'), 'pass', 'system.support-ending'],
  ['2025-10-15', windows('22H2', 'Professional'), 'fail', 'system.out-of-support'],
  ['2025-04-16', windows('22H2', 'Professional'), 'pass', undefined],
  ['2026-11-24', windows('21H2', 'EnterpriseS'), 'pass', 'system.support-ending'],
  ['2026-11-24', windows('21H2', 'IoTEnterpriseS'), 'pass', undefined],
  ['2026-11-24', windows('21H2', 'Enterprise LTSC'), 'pass', 'system.support-ending'], // as systeminfo names them
  ['2026-11-24', windows('21H2', 'IoT Enterprise LTSC'), 'pass', undefined],
  ['2026-11-24', windows('21H2', 'Enterprise'), 'fail', 'system.out-of-support'],
  ['2026-11-24', windows('23H2', 'Core', 'Windows 11'), 'fail', 'system.out-of-support'],
  ['2026-11-01', windows('23H2', 'Education', 'Windows 11'), 'pass', 'system.support-ending'],
  ['2026-11-24', windows('25H2', 'ProfessionalWorkstation', 'Windows 11'), 'pass', undefined],
  ['2026-11-24', windows('SP1', 'Professional', 'Windows 7'), 'fail', 'system.out-of-support'],
  ['2026-11-24', windows('SP3', null, 'Windows XP'), 'fail', 'system.out-of-support'],
  ['2026-11-24', windows('1809', 'ServerStandard', 'Windows Server 2019'), 'pass', undefined],
  ['2026-11-24', windows('20H2', 'ServerStandard', 'Windows Server'), 'fail', 'system.out-of-support'],
  ['2026-11-24', debian, 'pass', undefined],
  ['2028-07-01', debian, 'fail', 'system.out-of-support'],
  ['2026-11-24', { ...debian, version: '11' }, 'fail', 'system.out-of-support'],
  ['2026-11-24', { ...debian, product: 'Ubuntu', version: '20.04' }, 'fail', 'system.out-of-support'],
  ['2026-11-24', { ...debian, product: 'Ubuntu', version: '22.04' }, 'pass', 'system.support-ending'],
  ['2026-11-24', { ...debian, product: 'Rocky Linux', version: '9.4' }, 'pass', undefined],
  ['2026-11-24', { ...debian, product: 'CentOS', version: '7' }, 'fail', 'system.out-of-support'],
  ['2026-11-24', { ...debian, product: 'CentOS Stream', version: '9' }, 'unknown', undefined],
  ['2026-11-24', { ...debian, version: null }, 'unknown', undefined],
  ['2026-11-24', { ...debian, product: 'Kali GNU/Linux', version: '2024.1' }, 'unknown', undefined],
  ['2026-11-24', windows('99H9', 'Professional', 'Windows 11'), 'unknown', undefined],
  ['2026-11-24', windows('24H2', 'SomethingNew', 'Windows 11'), 'unknown', undefined],
  ['2026-11-24', windows('24H2', null, 'Windows 11'), 'unknown', undefined],
] as const)('on %s %o is %s', ([day, system, status, rule]) => {
  const { verdict, drafts = [] } = judgeSupport(system, at(day));
  expect(verdict?.status).toBe(status);
  expect(drafts.map((draft) => draft.rule)).toEqual(rule === undefined ? [] : [rule]);
});

test('the finding says what it rests on, and until when fixes can be paid for', () =>
  expect(judgeSupport(windows('22H2', 'Professional'), at('2026-11-24')).drafts).toEqual([
    {
      rule: 'system.out-of-support',
      fingerprint: expect.any(String),
      severity: 'high',
      evidence: {
        subject: 'Windows 10 22H2, 2025-10-14',
        after: {
          supportEndsOn: '2025-10-14',
          extendedEndsOn: '2028-10-10',
          supportSource: 'Microsoft, "Windows 10 release information"',
          supportReadIn: 'endoflife.date',
          supportBuiltInOn: '2026-11-24',
        },
      },
    },
  ]));

test.for([
  { name: 'a date that nobody confirmed', system: windows('22H2', 'Professional'), isSaid: true },
  { name: 'a date that data of the vendor confirm', system: { ...debian, version: '11' }, isSaid: false },
  { name: 'a date on which two tables differ', system: { ...debian, version: '9' }, isSaid: true },
])('$name is said to be one: $isSaid', ({ system, isSaid }) => {
  const [{ rule, evidence } = { rule: '', evidence: {} }] = judgeSupport(system, at('2026-11-24')).drafts ?? [];
  expect(rule).toBe('system.out-of-support');
  expect('supportBuiltInOn' in (evidence.after ?? {})).toBe(isSaid);
  expect('supportConfirmedBy' in (evidence.after ?? {})).toBe(!isSaid);
  const asked = {
    vi: 'theo dữ liệu kèm phần mềm ngày 2026-11-24; hãy xác nhận với nhà sản xuất',
    en: 'according to built-in data of 2026-11-24; confirm with the vendor',
  };
  for (const language of ['vi', 'en'] as const)
    expect(
      words(language)
        .findingTitle('system.out-of-support', { subject: 'x', ...evidence })
        .includes(asked[language]),
    ).toBe(isSaid);
});

test('a date that was imported is not said to be built in', () => {
  const imported = { product: '', label: '', endsOn: '2025-01-01', extendedEndsOn: null, source: 'a file', readOn: '2026-11-24' };
  const { drafts } = judgeSupport(windows('22H2', 'Professional'), at('2026-11-24'), imported);
  expect(drafts?.map(({ evidence }) => evidence.after)).toEqual([{ supportEndsOn: '2025-01-01', supportSource: 'a file (2026-11-24)' }]);
});

test('each release has one date for each edition, and fixes that are extended end later', () => {
  const names = all.map(({ product, version, editions }) => `${product} ${version ?? ''} ${editions}`);
  expect(new Set(names).size).toBe(names.length);
  for (const { endsOn, extended, readOn } of all) {
    expect([endsOn, readOn, extended?.endsOn ?? endsOn].filter((day) => new Date(day).toISOString().slice(0, 10) !== day)).toEqual([]);
    expect((extended?.endsOn ?? '9999') > endsOn).toBe(true);
  }
  // A release that has dates for any edition has none for one.
  const any = new Set(all.filter(({ editions }) => editions === 'any').map(({ product, version }) => `${product} ${version ?? ''}`));
  expect(all.filter(({ product, version, editions }) => editions !== 'any' && any.has(`${product} ${version ?? ''}`))).toEqual([]);
});

test('dates of Windows are those of its monthly updates: second Tuesdays', () => {
  const since2015 = windowsClientSupport.filter(({ product, version }) => /1[01]$/.test(product) && version !== null);
  const isSecondTuesday = (day: string): boolean => new Date(day).getUTCDay() === 2 && Math.ceil(new Date(day).getUTCDate() / 7) === 2;
  expect(since2015.filter(({ endsOn }) => !isSecondTuesday(endsOn))).toEqual([]);
});

test('time never brings support back', () =>
  fc.assert(
    fc.property(fc.constantFrom(...all), fc.nat(20_000), fc.nat(5000), ({ product, version, editions }, start, later) => {
      const edition = {
        any: 'Professional',
        general: 'Professional',
        enterprise: 'Enterprise',
        ltsc: 'EnterpriseS',
        'iot-ltsc': 'IoTEnterpriseS',
      }[editions];
      const rank = (day: number): number =>
        ['pass', 'fail'].indexOf(judgeSupport(windows(version, edition, product), day * 86_400_000).verdict?.status ?? '');
      expect(rank(start)).toBeGreaterThanOrEqual(0);
      expect(rank(start + later)).toBeGreaterThanOrEqual(rank(start));
    }),
  ));

const corpus = join(process.env.WARDWATCH_CORPUS ?? '../shared/data', 'endoflife');
const isThere = existsSync(corpus);
if (!isThere) console.warn(`skipped: no reference data in ${corpus}`);
const read = <Shape>(name: string, shape: z.ZodType<Shape>): Shape => shape.parse(JSON.parse(readFileSync(join(corpus, name), 'utf8')));

test.skipIf(!isThere)('Debian: every date is that of the reference data', () => {
  const dates = z.looseObject({ eol: z.string().optional(), eoes: z.string().optional() });
  const { releases } = read('debian.json', z.looseObject({ releases: z.record(z.string(), dates) }));
  expect(Object.keys(releases).filter((version) => Number(version) >= 7)).toHaveLength(debianSupport.length);
  for (const { version, endsOn, extended } of debianSupport)
    expect(releases[version ?? ''], `${version}`).toMatchObject({ eol: endsOn, eoes: extended?.endsOn });
});

test.skipIf(!isThere)('Ubuntu: every release is one of the reference data, and its dates follow it by what its kind is promised', () => {
  const { versions } = read('ubuntu.json', z.looseObject({ versions: z.record(z.string(), z.looseObject({ date: z.string() })) }));
  for (const { version, endsOn, extended } of ubuntuSupport) {
    const months = (Date.parse(endsOn) - Date.parse(versions[version ?? '']?.date ?? '')) / (30.44 * 86_400_000);
    const isLongTerm = /^\d[02468]\.04$/.test(version ?? '');
    expect(extended !== null, `${version}`).toBe(isLongTerm);
    expect(months, `${version}`).toBeGreaterThan(isLongTerm ? 59 : 8);
    expect(months, `${version}`).toBeLessThan(isLongTerm ? 62 : 10);
  }
});

test.for([
  { name: 'an end that was imported counts before what came along', endsOn: '2025-01-01', extendedEndsOn: null, status: 'fail' },
  { name: 'an end that lies ahead', endsOn: '2030-01-01', extendedEndsOn: null, status: 'pass' },
  { name: 'an extension for everyone stays one', endsOn: '2025-01-01', extendedEndsOn: '2030-01-01', status: 'pass' },
])('$name -> $status', ({ endsOn, extendedEndsOn, status }) => {
  const system = { family: 'linux', product: 'Debian', version: '12', edition: null, build: null, revision: null, arch: 'x64' } as const;
  const imported = { product: 'debian|12|', label: 'Debian 12', endsOn, extendedEndsOn, source: 'a file', readOn: '2026-11-24' };
  expect(judgeSupport(system, at('2026-11-24'), imported).verdict?.status).toBe(status);
});
