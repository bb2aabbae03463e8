import { expect, test } from 'vitest';
import { compileRules } from '../../../src/platform/file-walk/walk-rules.ts';
import { onlyCodeIn, onlyPagesIn } from '../../../src/scanners/file-integrity/watched-sets.ts';

const rules = compileRules({ leaveOut: ['^/etc/mtab$'], onlyCodeIn, onlyPagesIn });

test.for([
  { path: '/opt/his/bin/his', mode: 0o755, isWanted: true },
  { path: '/opt/his/lib/his.jar', mode: 0o644, isWanted: true },
  { path: '/opt/his/webapps/x.jsp', mode: 0o644, isWanted: true },
  { path: '/opt/his/data/patients.db', mode: 0o644, isWanted: false },
  { path: '/opt/lampp/htdocs/index.html', mode: 0o644, isWanted: true },
  { path: '/srv/site/index.PHP', mode: 0o644, isWanted: true },
  { path: '/srv/share/Bệnh án.docx', mode: 0o777, isWanted: false },
  { path: '/srv/share/setup.exe', mode: 0o777, isWanted: false },
  { path: '/srv/www/index.html', mode: 0o644, isWanted: true },
  { path: '/etc/hosts', mode: 0o644, isWanted: true },
])('$path with these rights is watched: $isWanted', ({ path, mode, isWanted }) => expect(rules.wants(path, mode)).toBe(isWanted));

test('what matches a rule is left out, and nothing is without rules', () => {
  expect(rules.isLeftOut('/etc/mtab')).toBe(true);
  expect(compileRules({ leaveOut: [], onlyCodeIn: [], onlyPagesIn: [] }).isLeftOut('/etc/mtab')).toBe(false);
});
