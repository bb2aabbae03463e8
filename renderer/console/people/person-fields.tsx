import type { ReactElement } from 'react';
import type { Unit } from '../../../src/contracts/http-api.ts';
import { isRoleOfUnit, type Role, roles } from '../../../src/domain/access/roles.ts';
import { Entry } from '../../components/entry.tsx';
import { UnitOptions } from '../../components/unit-options.tsx';
import { peopleTexts } from '../../i18n/people-texts.ts';
import { roleNames } from '../../i18n/role-names.ts';
import type { Voice } from '../../i18n/voice.ts';

/** What is typed of a person; `unitId` is empty for none. */
export interface PersonFieldValues {
  readonly name: string;
  readonly role: Role;
  readonly unitId: string;
}

export interface PersonFieldsProps {
  readonly values: PersonFieldValues;
  readonly units: readonly Unit[];
  readonly voice: Voice;
  readonly onValues: (values: PersonFieldValues) => void;
}

/** As the contract takes it: a role of the department has no unit. */
export const personOf = ({ name, role, unitId }: PersonFieldValues) => ({
  name,
  role,
  unitId: isRoleOfUnit(role) && unitId !== '' ? unitId : null,
});

export function PersonFields({ values, units, voice, onValues }: PersonFieldsProps): ReactElement {
  const texts = peopleTexts[voice.language];
  const { name, role, unitId } = values;
  return (
    <>
      <Entry label={texts.name} isRequired voice={voice}>
        {(control) => (
          <input
            {...control}
            type="text"
            required
            maxLength={100}
            autoComplete="off"
            value={name}
            onChange={({ target }) => onValues({ ...values, name: target.value })}
          />
        )}
      </Entry>
      <Entry label={texts.role} isRequired voice={voice}>
        {(control) => (
          <select
            {...control}
            value={role}
            onChange={({ target }) => onValues({ ...values, role: roles.find((one) => one === target.value) ?? role })}
          >
            {roles.map((one) => (
              <option key={one} value={one}>
                {roleNames[voice.language][one]}
              </option>
            ))}
          </select>
        )}
      </Entry>
      {isRoleOfUnit(role) && (
        <Entry label={texts.unit} isRequired voice={voice}>
          {(control) => (
            <select {...control} required value={unitId} onChange={({ target }) => onValues({ ...values, unitId: target.value })}>
              <UnitOptions none={texts.chooseUnit} units={units} />
            </select>
          )}
        </Entry>
      )}
    </>
  );
}
