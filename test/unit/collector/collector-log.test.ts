import { expect, test } from 'vitest';
import { createCollectorLog } from '../../../src/collector/collector-log.ts';

test('what is logged by mistake under the name of a secret is blotted out', () => {
  const lines: string[] = [];
  const log = createCollectorLog({ write: (line) => void lines.push(line) });
  log.info(
    { token: 's3cret', req: { headers: { authorization: 'Bearer s3cret', cookie: 'a=s3cret', host: 'kept' } }, body: { token: 's3cret' } },
    'message',
  );
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('s3cret');
  expect(lines[0]).toContain('kept');
});
