import type { Kysely } from 'kysely';
import { z } from 'zod';
import { roles } from '../../../domain/access/roles.ts';
import type { CollectorSchema } from '../schema.ts';

export const personStates = ['invited', 'active', 'disabled'] as const;

/** Without anything that one could sign in with. */
const person = z.strictObject({
  id: z.string(),
  number: z.int(),
  login: z.string(),
  name: z.string(),
  role: z.enum(roles),
  unit: z.strictObject({ unitId: z.string(), name: z.string() }).nullable(),
  state: z.enum(personStates),
  hasTotp: z.boolean(),
  passkeys: z.int(),
  /** By which the identity provider knows this person. */
  providerSubject: z.string().nullable(),
  createdAt: z.int(),
  lastSignInAt: z.int().nullable(),
});
export type Person = z.infer<typeof person>;

export const selectPerson = (db: Kysely<CollectorSchema>) =>
  db
    .selectFrom('person')
    .leftJoin('unit', 'unit.id', 'person.unit_id')
    .leftJoin('provider_identity', 'provider_identity.person_id', 'person.id')
    .selectAll('person')
    .select(['unit.name as unitName', 'provider_identity.subject as providerSubject'])
    .select(({ selectFrom, fn }) =>
      selectFrom('passkey').whereRef('passkey.person_id', '=', 'person.id').select(fn.countAll<number>().as('count')).as('passkeys'),
    );
type Row = Awaited<ReturnType<ReturnType<typeof selectPerson>['executeTakeFirstOrThrow']>>;

export const personOf = (row: Row): Person =>
  person.parse({
    id: row.id,
    number: row.number,
    login: row.login,
    name: row.name,
    role: row.role,
    unit: row.unit_id === null ? null : { unitId: row.unit_id, name: row.unitName },
    state: row.state,
    hasTotp: row.totp_secret !== null,
    passkeys: row.passkeys ?? 0,
    providerSubject: row.providerSubject,
    createdAt: row.created_at,
    lastSignInAt: row.last_sign_in_at,
  });
