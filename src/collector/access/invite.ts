import { AppError } from '../../base/app-error.ts';
import type { Configuration } from '../../contracts/configuration.ts';
import { isRoleOfUnit } from '../../domain/access/roles.ts';
import type { NewPerson } from '../../storage/collector/access/person-store.ts';
import type { Person } from '../../storage/collector/access/person-rows.ts';
import type { CollectorStore } from '../../storage/collector/collector-store.ts';
import { newSecret, secretHash } from '../auth/secrets.ts';
import { publicUrl } from '../collector-address.ts';

export interface Invited {
  readonly person: Person;
  /** Sets the first password, once. The token stands behind the #, which a browser keeps to itself. */
  readonly link: string;
  readonly expiresAt: number;
}

export interface InviteDeps {
  readonly store: Pick<CollectorStore, 'access' | 'settings' | 'units'>;
  readonly configuration: Configuration['collector'];
  readonly now: number;
}

const invitationMs = 72 * 60 * 60 * 1000;

/** Throws PERSON_EXISTS, and what `requireRoleAndUnit` throws. */
export async function addPerson(person: NewPerson, deps: InviteDeps): Promise<Invited> {
  await requireRoleAndUnit(person, deps.store);
  const { link, invitation } = await newInvitation(deps);
  const added = await deps.store.access.people.add(person, invitation, deps.now);
  if (!added)
    throw new AppError('PERSON_EXISTS', `There is a person with the login ${person.login} already. Choose another, or reset that one.`);
  return { person: added, link, expiresAt: invitation.expiresAt };
}

/** Throws NOT_FOUND for an unknown unit, USAGE where role and unit do not go together. */
export async function requireRoleAndUnit(
  { role, unitId }: Pick<NewPerson, 'role' | 'unitId'>,
  { units }: Pick<CollectorStore, 'units'>,
): Promise<void> {
  if (isRoleOfUnit(role) !== (unitId !== null))
    throw new AppError('USAGE', `The role ${role} is ${isRoleOfUnit(role) ? 'of a unit: name it' : 'of the department: name no unit'}.`);
  if (unitId !== null && !(await units.find(unitId)))
    throw new AppError('NOT_FOUND', 'There is no such unit. Nothing was changed; choose one of the list of units.');
}

/** Takes away what this person signed in with. Throws NOT_FOUND. */
export async function inviteAgain(by: { readonly id: string } | { readonly login: string }, deps: InviteDeps): Promise<Invited> {
  const { people } = deps.store.access;
  const { id } = await knownPerson(by, deps);
  const { link, invitation } = await newInvitation(deps);
  await people.invite(id, invitation);
  return { person: await knownPerson({ id }, deps), link, expiresAt: invitation.expiresAt };
}

export async function knownPerson(
  by: { readonly id: string } | { readonly login: string },
  { store }: { readonly store: { readonly access: Pick<CollectorStore['access'], 'people'> } },
): Promise<Person> {
  const person = await store.access.people.find(by);
  if (!person) throw new AppError('NOT_FOUND', 'There is no such person. Look them up in the list of people.');
  return person;
}

async function newInvitation({ store, configuration, now }: InviteDeps) {
  const url = publicUrl(configuration, await store.settings.listeningAt());
  const token = newSecret();
  return {
    link: `${url}/#/first-password?token=${token}`,
    invitation: { tokenHash: secretHash(token), expiresAt: now + invitationMs },
  };
}
