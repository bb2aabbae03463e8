import type { ReactElement } from 'react';
import type { Unit } from '../../src/contracts/http-api.ts';

export interface UnitSelectProps {
  readonly label: string;
  /** What stands for no unit, whose id is empty. */
  readonly none: string;
  readonly units: readonly Unit[];
  readonly unitId: string;
  readonly isRequired?: boolean;
  readonly onChange: (unitId: string) => void;
}

export function UnitSelect({ label, none, units, unitId, isRequired = false, onChange }: UnitSelectProps): ReactElement {
  return (
    <label className="field">
      <span>{label}</span>
      <select required={isRequired} value={unitId} onChange={({ target }) => onChange(target.value)}>
        <option value="">{none}</option>
        {units.map((unit) => (
          <option key={unit.unitId} value={unit.unitId}>
            {unit.name}
          </option>
        ))}
      </select>
    </label>
  );
}
