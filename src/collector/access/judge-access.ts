import { AppError } from '../../base/app-error.ts';
import { isOfDepartment, mayChange, mayRead } from '../../domain/access/roles.ts';
import type { AccessRule } from './access-rule.ts';
import type { Principal } from './principal.ts';

/** Why this route is closed to whoever asks; null where it is open. */
export function refusalOf(rule: AccessRule, principal: Principal | null): AppError | null {
  if (rule.for === 'everybody' || rule.for === 'endpoint') return null;
  if (!principal) return rule.for === 'reader' && rule.orThisMachine ? metricsElsewhere() : signInRequired();
  if (principal.kind === 'api-token') return refusalOfToken(rule, principal);
  if (rule.for === 'oneself') return null;
  if (principal.needsSecondFactor) return new AppError('FORBIDDEN', 'Set up your second factor first, on the page of your account.');
  const may = rule.for === 'reader' ? mayRead(principal.role, rule.reads) : mayChange(principal.role, rule.changes);
  return may
    ? null
    : new AppError('FORBIDDEN', `Your role (${principal.role}) does not allow this. A department administrator can change roles.`);
}

function refusalOfToken(rule: AccessRule, { scopes, unit }: Extract<Principal, { kind: 'api-token' }>): AppError | null {
  if (rule.for === 'changer')
    return new AppError('FORBIDDEN', 'An API token reads and changes nothing. Sign in to the console to change something.');
  if (rule.for !== 'reader') return signInRequired();
  const missing = rule.reads.filter((reading) => !scopes.some((scope) => scope === reading));
  if (missing.length > 0)
    return new AppError(
      'FORBIDDEN',
      `This API token lacks the scope ${missing.join(', ')}. Make one that has it with "wardwatch collector token create --for api --scope …".`,
    );
  if (unit !== null && rule.reads.some(isOfDepartment))
    return new AppError('FORBIDDEN', 'This is of the department as a whole, and this API token is of one unit.');
  return null;
}

export function signInRequired(): AppError {
  return new AppError(
    'SIGN_IN_REQUIRED',
    'Sign in first: with login and password in the console, by a link from "wardwatch collector token create --for sign-in", or with an API token that holds as "Authorization: Bearer …".',
  );
}

const metricsElsewhere = (): AppError =>
  new AppError(
    'FORBIDDEN',
    'Metrics are read from the machine of the collector itself, or with an API token as "Authorization: Bearer …".',
  );
