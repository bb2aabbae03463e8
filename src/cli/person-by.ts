import { AppError } from '../base/app-error.ts';
import { personName } from '../contracts/finding.ts';
import { personAtCommandLine } from '../platform/person-account.ts';
import type { CliIo } from './cli-io.ts';

/** Who acts: whom --by names, or the account at the command line. One that is no person's, such as root, is the administrator. */
export function personBy(by: string | undefined, { env }: CliIo): string {
  const name = personName.safeParse(by ?? personAtCommandLine(env) ?? 'administrator');
  if (!name.success) throw new AppError('USAGE', '--by is not a name: 1 to 100 characters on one line.');
  return name.data;
}
