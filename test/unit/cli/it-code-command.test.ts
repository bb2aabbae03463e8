import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createItCode } from '../../../src/agent/access/it-code.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { wardwatch } from '../../support/run-wardwatch.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('the code is set from standard input, and neither shown nor taken from arguments', async () => {
  const folder = tempFolder();
  const set = ['agent', 'it-code', 'set', '--data-dir', folder];
  const ended = await wardwatch(set, {}, 'code-of-the-IT\nmore\n');
  expect(ended).toMatchObject({ code: 0, out: '', err: expect.stringContaining('is set') });
  expect(ended.err).not.toContain('code-of-the-IT');
  expect(await wardwatch([...set, 'code-of-the-IT'])).toMatchObject({ code: 2 });
  expect(await wardwatch(set, {}, 'short\n')).toMatchObject({ code: 2, err: expect.stringContaining('8 to 128') });
  expect(await wardwatch(set)).toMatchObject({ code: 2 });
  const itCode = createItCode({ store: openAgentStore(join(folder, 'agent')), clock: systemClock });
  await expect(itCode.demand('code-of-the-IT')).resolves.toBeUndefined();
});

test('a hash for many machines is accepted by the configuration of one', async () => {
  const folder = tempFolder();
  const { out } = await wardwatch(['agent', 'it-code', 'hash'], {}, 'code-of-the-IT\n');
  const env = { WARDWATCH_AGENT_IT_CODE_HASH: out.trim() };
  expect(await wardwatch(['status', '--data-dir', folder], env)).toMatchObject({ code: 0 });
  expect(await wardwatch(['status', '--data-dir', folder], { WARDWATCH_AGENT_IT_CODE_HASH: 'code-of-the-IT' })).toMatchObject({ code: 2 });
});
