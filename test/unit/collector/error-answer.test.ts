import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { AppError } from '../../../src/base/app-error.ts';
import { appErrorOf } from '../../../src/collector/error-answer.ts';

const withStatus = (statusCode: number): Error => Object.assign(new Error('from the framework'), { statusCode });
const ofSqlite = (code: string): Error => new Database.SqliteError('from the store', code);

test.for([
  { name: 'our own error', thrown: new AppError('FORBIDDEN', 'no'), code: 'FORBIDDEN', status: 403 },
  { name: 'a body over the limit', thrown: withStatus(413), code: 'BODY_TOO_LARGE', status: 413 },
  { name: 'a file that is not there', thrown: withStatus(404), code: 'NOT_FOUND', status: 404 },
  { name: 'an unsupported kind of body', thrown: withStatus(415), code: 'REQUEST_INVALID', status: 400 },
  { name: 'a full disk', thrown: ofSqlite('SQLITE_FULL'), code: 'STORE_FULL', status: 507 },
  { name: 'a torn database', thrown: ofSqlite('SQLITE_CORRUPT'), code: 'STORE_UNUSABLE', status: 500 },
  { name: 'a failure of the framework', thrown: withStatus(500), code: 'INTERNAL', status: 500 },
  { name: 'a mistake of ours', thrown: new TypeError('x is not a function'), code: 'INTERNAL', status: 500 },
  { name: 'something that is no error', thrown: 'a string', code: 'INTERNAL', status: 500 },
])('$name is $code', ({ thrown, code, status }) => {
  const { code: told, httpStatus } = appErrorOf(thrown);
  expect([told, httpStatus]).toEqual([code, status]);
});
