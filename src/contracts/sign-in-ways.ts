import { z } from 'zod';

/** How one signs in beside login and password; `provider` is what the button calls the identity provider. */
export const waysIn = z.strictObject({ provider: z.string().nullable() });

/** Why somebody came back from the identity provider and is not signed in; part of an address of the console. */
export const providerRefusal = z.enum(['declined', 'unproven', 'no-person', 'unreachable', 'none']);
export type ProviderRefusal = z.infer<typeof providerRefusal>;
