import { expect, test } from 'vitest';
import { versionRefusal } from '../../../../src/domain/versions/version-key.ts';
import { type Chain, outOfPlace } from '../../../support/versions/chain.ts';

type Named = readonly [string, Chain];
/** A text, why it is no version, and what the reason is about. */
type Refused = readonly [string, string, string?];

test.for<Named>([
  ['a tilde comes before the end, two before one', ['1.0~~', '1.0~~a', '1.0~', '1.0~a', '1.0~rc1', '1.0', '1.0-1']],
  ['no revision is revision 0', ['1.0-~', ['1.0', '1.0-0', '1.0-00'], '1.0-0a', '1.0-1']],
  ['letters come before marks, capitals before the rest', ['1.0', '1.0A', '1.0Z', '1.0a', '1.0z', '1.0+', '1.0+b1', '1.0.']],
  ['marks follow ASCII', ['1:1', '1:1+1', '1:1-1-1', '1:1.1', '1:1:1']],
  ['a number left out is zero', [['1.0', '1.', '1.00', '0:1.0'], ['1.0a', '1.0a0'], '1.0a1', ['1.0.', '1.0.0']]],
  [
    'numbers have any size',
    [['9', '09', '0009'], '10', '9007199254740992', '9007199254740993', '99999999999999999999', '100000000000000000000'],
  ],
  ['the epoch comes first', [['99.9', '0:99.9'], ['1:0', '01:0'], '1:0.1', '2:0~', ['2:0', '2:0-0'], '10:0', '2147483647:0']],
  ['the last hyphen divides', ['1-1', '1-1-1', '1-2-1', '1-2-1.1']],
  [
    'rebuilds, security updates and backports',
    ['2.36-9~bpo11+1', '2.36-9', '2.36-9+b1', '2.36-9+deb12u3', '2.36-9+deb12u10', '2.36-9.1', '2.36-10'],
  ],
  ['kernels of Ubuntu', ['5.15.0-91.101~20.04.1', '5.15.0-91.101', '5.15.0-100.110']],
  ['releases to come, and what follows one', ['4.0~alpha1', '4.0~beta1', '4.0~rc1', '4.0', '4.0+git20260101', '4.0.1']],
  ['blanks around it are none of it', [['1.0', ' 1.0', '1.0\t']]],
])('dpkg: %s', ([, chain]) => expect(outOfPlace('dpkg', chain)).toEqual([]));

test.for<Refused>([
  ['', 'empty', ''],
  [' ', 'empty', ''],
  ['v1.0', 'first-digit', ''],
  ['1:a', 'first-digit', ''],
  ['1.0_1', 'character', '_'],
  ['1.0-1:1', 'epoch', '1.0-1'],
  ['1:1.0-1:1', 'character', ':'],
  ['1 0', 'character', ' '],
  ['1.0ế', 'character', 'ế'],
  [':1', 'epoch', ''],
  ['a:1', 'epoch', 'a'],
  ['-1:1', 'epoch', '-1'],
  ['2147483648:1', 'epoch', '2147483648'],
  ['1:', 'part-empty', 'upstream-version'],
  ['-1', 'part-empty', 'upstream-version'],
  ['1.0-', 'part-empty', 'debian-revision'],
  [`1.${'0'.repeat(199)}`, 'too-long', ''],
])('dpkg: "%s" is no version: %s', ([version, code, subject]) => expect(versionRefusal('dpkg', version)).toEqual({ code, subject }));

test.for<Named>([
  [
    'a tilde comes before the end, the end before a caret, that before all else',
    ['1.0~rc1', '1.0~rc1^git1', '1.0', '1.0^', '1.0^git1', '1.0a', '1.0.1'],
  ],
  ['letters come before numbers', ['1.a', '1.b', '1.0']],
  ['what neither counts nor marks only separates', [['1.0', '1_0', '1..0', '1.0.', '1+0', '1.%0', '1@0'], '1.0.1']],
  ['a boundary between letters and numbers separates too', [['1.0a1', '1.0.a.1', '1.0a01'], '1.0b', '1.0ba']],
  ['capitals come before small letters', ['1.A', '1.Z', '1.a']],
  ['numbers have any size', [['9', '009'], '10', '9007199254740993', '99999999999999999999', '100000000000000000000']],
  ['no epoch is epoch 0', [['9', '0:9', ':9', '00:9'], '1:0', '4294967295:0']],
  ['no release comes before every release', ['1.0', '1.0-~', '1.0-.', '1.0-^', '1.0-0', '1.0-1']],
  ['the last hyphen divides', ['1-1', '1-1-1', '1-2-0']],
  [
    'releases of Red Hat',
    ['1.1.1k-7.el8_6', '1.1.1k-9.el8_7', '1.1.1k-12.el8_9', '1:1.1.1k-12.el8_9', '1:3.0.7-24.el9', '1:3.0.7-25.el9_3'],
  ],
  ['snapshots', ['2.0~20260101git', '2.0', '2.0^20260101git', '2.0^20260102git', '2.0.1']],
])('rpm: %s', ([, chain]) => expect(outOfPlace('rpm', chain)).toEqual([]));

test.for<Refused>([
  ['', 'empty', ''],
  ['1 0', 'character', ' '],
  ['1.ế', 'character', 'ế'],
  ['1.\u{1f3e5}', 'character', '\u{1f3e5}'],
  ['4294967296:1', 'epoch', '4294967296'],
  ['1:', 'part-empty', 'version'],
  ['1:-1', 'part-empty', 'version'],
  ['1.0-', 'part-empty', 'release'],
  ['1'.repeat(201), 'too-long', ''],
])('rpm: "%s" is no version: %s', ([version, code, subject]) => expect(versionRefusal('rpm', version)).toEqual({ code, subject }));

test.for<Named>([
  [
    'a suffix that announces a release comes before the end',
    ['1.0_alpha', '1.0_alpha1', '1.0_beta', '1.0_pre', '1.0_rc', '1.0_rc2', '1.0'],
  ],
  [
    'one that follows a release comes after it',
    ['1.0', '1.0-r0', '1.0_cvs', '1.0_svn', '1.0_git', '1.0_hg', '1.0_p', '1.0_p1', '1.0a', '1.0.0'],
  ],
  ['an announcement of an announcement', ['1.0_alpha_pre2', '1.0_alpha', '1.0_alpha-r1', '1.0_alpha~ab', '1.0_alpha0', '1.0_alpha_p']],
  [
    'the revision counts last, and more than its absence',
    ['1.2.3', ['1.2.3-r0', '01.2.3-r00'], '1.2.3-r1', '1.2.3-r10', '1.2.3~ab', '1.2.3~ab-r1', '1.2.3.1'],
  ],
  ['a number that starts with 0 is text, but for the first', ['1.0', '1.00', '1.01', '1.010', '1.02', '1.1', '1.2', '1.10']],
  ['the first number is a number', [['6', '006'], '6b', '13', '014']],
  ['suffixes count', ['3.1_p9', ['3.1_p16', '3.1_p016'], '3.1_p17', '3.1_p17-r1']],
  ['dates', ['0.99.3.20040818', '2.6.19.20061214', '3.9_pre20060124', '20050718-r1', '20050718-r2', '20060512']],
  ['hashes are text', ['1~0', '1~0a', '1~a', '1~ab', '1~abc', '1~b']],
])('apk: %s', ([, chain]) => expect(outOfPlace('apk', chain)).toEqual([]));

test.for<Refused>([
  ['', 'empty'],
  ['a1', 'first-digit'],
  ['v1.0', 'first-digit'],
  ['.1', 'first-digit'],
  ['1.', 'form'],
  ['1..0', 'form'],
  ['1.0ab', 'form'],
  ['1.0a1', 'form'],
  ['1.0a.1', 'form'],
  ['1.0A', 'form'],
  ['1.0_foo', 'form'],
  ['1.0_rcx', 'form'],
  ['1.0_', 'form'],
  ['1.0_p1a', 'form'],
  ['1.0_constructor', 'form'],
  ['1.0~', 'form'],
  ['1.0~g', 'form'],
  ['1.0~AB', 'form'],
  ['1.0-1', 'form'],
  ['1.0-r', 'form'],
  ['1.0-r1-r2', 'form'],
  ['1.0-r1_p1', 'form'],
  ['1.0-r1\n', 'form'],
  ['1:1.0', 'form'],
])('apk: "%s" is no version: %s', ([version, code]) => expect(versionRefusal('apk', version)).toMatchObject({ code }));
