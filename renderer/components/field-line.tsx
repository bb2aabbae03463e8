import { type ReactElement, useId } from 'react';

export interface FieldLineProps {
  readonly label: string;
  readonly hint?: string;
  readonly type: 'text' | 'password';
  readonly autoComplete: 'username' | 'current-password' | 'new-password' | 'one-time-code' | 'off';
  readonly isRequired?: boolean;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** A labelled line of a form, with a hint that is read out with it. */
export function FieldLine({ label, hint, type, autoComplete, isRequired = true, value, onValue }: FieldLineProps): ReactElement {
  const hintId = useId();
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type={type}
        required={isRequired}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={200}
        value={value}
        aria-describedby={hint === undefined ? undefined : hintId}
        onChange={({ target }) => onValue(target.value)}
      />
      {hint !== undefined && <span id={hintId}>{hint}</span>}
    </label>
  );
}
