import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError, errorCodes, toAppError } from '../../../src/base/app-error.ts';
import { backoffMs } from '../../../src/base/backoff.ts';
import { isoTime } from '../../../src/base/clock.ts';
import { systemErrorCode } from '../../../src/base/system-error.ts';
import { productVersion } from '../../../src/base/version.ts';

test('the version is that of package.json', () =>
  expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({ version: productVersion }));
test('every catalogue code has a status, an exit code and says whether trying again helps', () => {
  for (const code of errorCodes) {
    const error = new AppError(code, 'x');
    expect([2, 3]).toContain(error.exitCode);
    expect(error.httpStatus).toBeGreaterThanOrEqual(400);
    expect(typeof error.retryable).toBe('boolean');
  }
});
test('what is thrown unforeseen becomes INTERNAL and keeps its cause', () => {
  const cause = new TypeError('boom');
  expect(toAppError(cause)).toMatchObject({ code: 'INTERNAL', message: 'boom', cause });
  expect(toAppError('text')).toMatchObject({ code: 'INTERNAL', message: 'text' });
  const known = new AppError('STORE_FULL', 'x');
  expect(toAppError(known)).toBe(known);
});
test('the waits grow, are spread, and never pass the longest', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, random) => {
      const wait = backoffMs(attempt, { firstMs: 100, mostMs: 5000 }, () => random);
      const ceiling = Math.min(5000, 100 * 2 ** (attempt - 1));
      expect(wait).toBeGreaterThanOrEqual(Math.floor(ceiling / 2));
      expect(wait).toBeLessThanOrEqual(ceiling);
    }),
  ));
test('times are RFC 3339 in UTC', () => expect(isoTime({ now: () => 0 })).toBe('1970-01-01T00:00:00.000Z'));
test('only errors of the system have a code', () => {
  expect(systemErrorCode(Object.assign(new Error('x'), { code: 'ENOENT' }))).toBe('ENOENT');
  expect(systemErrorCode(new Error('x'))).toBeNull();
});
