import { mayChange, mayRead, type Role } from '../../src/domain/access/roles.ts';

/** What whoever is signed in may do: pages show nothing that the collector would refuse. */
export interface Rights {
  readonly canEditWarnings: boolean;
  readonly canImportMachines: boolean;
  readonly canChangeEndpoints: boolean;
  readonly canSeePeople: boolean;
  readonly canChangePeople: boolean;
  readonly canSeeAudit: boolean;
}

/** By the same table of roles that the collector decides by. */
export const rightsOf = (role: Role): Rights => ({
  canEditWarnings: mayChange(role, 'warnings'),
  canImportMachines: mayChange(role, 'imported-machines'),
  canChangeEndpoints: mayChange(role, 'endpoints'),
  canSeePeople: mayRead(role, ['read:people']),
  canChangePeople: mayChange(role, 'people'),
  canSeeAudit: mayRead(role, ['read:audit']),
});
