import type { z } from 'zod';
import { AppError } from '../base/app-error.ts';

/** A row, or rows, as the schema says. Throws STORE_UNUSABLE: what we wrote is not what stands there now. */
export function readRow<Value>(schema: z.ZodType<Value>, row: unknown): Value {
  try {
    return schema.parse(row);
  } catch (cause) {
    throw new AppError(
      'STORE_UNUSABLE',
      'A record of the database is not as it was written: the file is damaged. It is not written over; put the last good backup in its place, and check the disk.',
      { cause },
    );
  }
}
