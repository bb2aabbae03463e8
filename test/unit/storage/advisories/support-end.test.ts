import { expect, test } from 'vitest';
import { openAdvisoryStore } from '../../../../src/storage/advisories/advisory-store.ts';
import { readSupportEnd } from '../../../../src/storage/advisories/support-end.ts';
import { origin } from '../../../support/advisory-store.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

test('the end of a system is read beside others who write, and nothing is made where nothing was imported', () => {
  const folder = tempFolder();
  expect(readSupportEnd(folder, 'debian|12|')).toBeNull();
  const store = openAdvisoryStore(folder);
  const supportEnd = {
    product: 'debian|12|',
    label: 'Debian 12',
    endsOn: '2026-07-11',
    extendedEndsOn: null,
    source: 'own',
    readOn: '2026-11-24',
  };
  store.documents.put(origin('ends.json'), [{ kind: 'support-end', supportEnd }]);
  store.documents.flush();
  expect(readSupportEnd(folder, 'debian|12|')).toStrictEqual(supportEnd);
  expect(readSupportEnd(folder, 'windows|10-22h2|windows')).toBeNull();
  expect(readSupportEnd(folder, null)).toBeNull();
  store.close();
});
