import { everybody } from '../access/access-rule.ts';

/** Per address and minute: a hospital may stand behind one. Guessing at passwords is slowed down long before. */
const mostSignIns = 30;

export const signInLimits = { bodyLimit: 4 * 1024, config: { access: everybody, rateLimit: { max: mostSignIns, timeWindow: 60_000 } } };
