import type { ReactElement } from 'react';
import type { Unit } from '../../src/contracts/http-api.ts';

export interface UnitOptionsProps {
  /** What stands for no unit, whose value is empty. */
  readonly none: string;
  readonly units: readonly Unit[];
}

/** What a list of units to choose from holds. */
export function UnitOptions({ none, units }: UnitOptionsProps): ReactElement {
  return (
    <>
      <option value="">{none}</option>
      {units.map(({ unitId, name }) => (
        <option key={unitId} value={unitId}>
          {name}
        </option>
      ))}
    </>
  );
}
