import { expect, test } from 'vitest';
import { fixedBuildOf } from '../../../../src/domain/advisories/fixed-build.ts';

test.for([
  ['10-22h2', '19045.6093', '19045.6093'],
  ['10-22h2', '10.0.19045.6093', '19045.6093'],
  ['server-2012-r2', '6.3.9600.22826', '9600.22826'],
  ['10-22h2', '19044.6093', '19045.6093'],
  ['11-23h2', '22621.5624', '22631.5624'],
  ['11-23h2', '26100.4946', null],
  ['server-2019', '14393.8330', null],
  ['server-2008-sp2', '6.0.6003.23000', '6003.23000'],
  ['server-2008-r2', '6.1.7601.27117', '7601.27117'],
  ['server-2008-r2-sp1', '6.0.6003.23000', null],
  ['vista-sp2', '6.1.7601.24000', null],
  ['a release of tomorrow', '30000.1', '30000.1'],
  ['10-22h2', '2.0.50727.9181 & 4.8.4801.0', null],
  ['10-22h2', '', null],
] as const)('for %s, %s is %s', ([release, written, fixed]) => expect(fixedBuildOf(release, written)).toBe(fixed));
