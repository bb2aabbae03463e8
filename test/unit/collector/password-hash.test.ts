import { argon2Sync } from 'node:crypto';
import { expect, test } from 'vitest';
import { createPasswordHashing } from '../../../src/collector/auth/password-hash.ts';

const cheap = { memoryKiB: 64, passes: 1, lanes: 1 };

test('a hash is a PHC string of argon2id at the cost that OWASP names, salted anew each time', async () => {
  const hashing = createPasswordHashing();
  const [first, second] = [await hashing.hash('mật khẩu dài'), await hashing.hash('mật khẩu dài')];
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(first).not.toBe(second);
  expect(await hashing.verify('mật khẩu dài', first)).toEqual({ isRight: true, isOutdated: false });
  expect(await hashing.verify('mật khẩu dàj', first)).toEqual({ isRight: false, isOutdated: false });
});

test('the hash is that of Node itself over the text in NFC', async () => {
  const [, , , , salt = '', tag = ''] = (await createPasswordHashing(cheap).hash('e\u0301t\u0301')).split('$');
  const parameters = { nonce: Buffer.from(salt, 'base64'), memory: 64, passes: 1, parallelism: 1, tagLength: 32 };
  expect(argon2Sync('argon2id', { ...parameters, message: 'e\u0301t\u0301'.normalize('NFC') })).toEqual(Buffer.from(tag, 'base64'));
});

test('a hash of before, at less cost, still holds and is told to be outdated', async () => {
  const phc = await createPasswordHashing(cheap).hash('mật khẩu dài');
  expect(await createPasswordHashing({ ...cheap, passes: 2 }).verify('mật khẩu dài', phc)).toEqual({ isRight: true, isOutdated: true });
});

test('nobody is never right, at the same work', async () => {
  const hashing = createPasswordHashing(cheap);
  expect(await hashing.verify('', null)).toEqual({ isRight: false, isOutdated: false });
  await expect(hashing.verify('x', '$2b$10$abc')).rejects.toMatchObject({ code: 'STORE_UNUSABLE' });
});

test('a crowd is held in a bounded queue, and what is refused is told', async () => {
  const hashing = createPasswordHashing(cheap);
  const outcomes = await Promise.allSettled(Array.from({ length: 60 }, () => hashing.hash('mật khẩu dài')));
  const refused = outcomes.filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(60 - 42);
  expect(refused[0]).toMatchObject({ reason: { code: 'RATE_LIMITED' } });
  expect(await hashing.hash('later')).toContain('$argon2id$');
});
