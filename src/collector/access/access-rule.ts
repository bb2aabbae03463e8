import type { Change, Reading } from '../../domain/access/roles.ts';

/**
 * Who may use a route; one without a rule keeps the collector from starting. `audit` names what is written to the audit
 * log: a change always, a reading where it shows details of one machine or takes data away.
 */
export type AccessRule =
  /** Everybody: nothing of a hospital is told. */
  | { readonly for: 'everybody' }
  /** An endpoint, by the signature that the route itself verifies. */
  | { readonly for: 'endpoint' }
  /** Whoever is signed in, for what is their own; before their second factor is set up, too. */
  | { readonly for: 'oneself'; readonly audit?: string }
  /** People whose role reads this, and API tokens that have all of these scopes. */
  | { readonly for: 'reader'; readonly reads: readonly Reading[]; readonly audit?: string; readonly orThisMachine?: true }
  /** People whose role changes this. */
  | { readonly for: 'changer'; readonly changes: Change; readonly audit: string };

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: AccessRule;
  }
}

export const everybody: AccessRule = { for: 'everybody' };
export const endpointOnly: AccessRule = { for: 'endpoint' };
export const readers = (...reads: readonly Reading[]): AccessRule => ({ for: 'reader', reads });
