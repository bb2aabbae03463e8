import type { ReactElement } from 'react';
import { longestCode } from '../../src/domain/it-code.ts';

interface ItCodeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** Asks for the IT code; it comes when an agent wants one, and takes the focus. */
export const ItCodeField = ({ label, value, onValue }: ItCodeFieldProps): ReactElement => (
  <label className="field">
    {label}
    <input
      type="password"
      autoComplete="off"
      value={value}
      onChange={({ target }) => onValue(target.value)}
      required
      maxLength={longestCode}
      autoFocus
    />
  </label>
);
