import type { Role, TokenScope } from '../../domain/access/roles.ts';

interface Known {
  /** A login, the name of an API token, or the machine's administrator; what the audit log says. */
  readonly name: string;
  /** To which all is bound; null sees all units. */
  readonly unit: { readonly unitId: string; readonly name: string } | null;
}

/** Who makes a request. */
export type Principal =
  | (Known & {
      readonly kind: 'person';
      readonly role: Role;
      /** Null for the machine's administrator, who has no account. */
      readonly personId: string | null;
      readonly sessionHash: string;
      readonly expiresAt: number;
      /** Until the second factor is set up there is nothing but one's own account. */
      readonly needsSecondFactor: boolean;
    })
  | (Known & { readonly kind: 'api-token'; readonly scopes: readonly TokenScope[] });

export type SignedIn = Extract<Principal, { kind: 'person' }>;
