import { type ReactElement, type ReactNode, useId } from 'react';
import type { Voice } from '../i18n/voice.ts';
import { Icon } from './icons.tsx';

/** What makes a control belong to its label, hint and faults. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-required': true | undefined;
}

export interface EntryProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isRequired?: boolean | undefined;
  readonly faults?: readonly string[];
  /** Where the letter says it. */
  readonly beside?: ReactNode;
  readonly voice: Voice;
  readonly children: (control: ControlProps) => ReactElement;
}

/** A labelled control; what is wrong with it stands below it, and is read out with it. */
export function Entry({ label, hint, isRequired = false, faults = [], beside, voice, children }: EntryProps): ReactElement {
  const id = useId();
  const described = [...(hint === undefined ? [] : [`${id}hint`]), ...(faults.length > 0 ? [`${id}faults`] : [])];
  return (
    <div className="entry">
      <div className="entry-control">
        <label htmlFor={id}>
          {label}
          {isRequired && <span className="entry-required"> ({voice.texts.form.required})</span>}
        </label>
        {hint !== undefined && (
          <p className="entry-hint" id={`${id}hint`}>
            {hint}
          </p>
        )}
        {children({
          id,
          'aria-describedby': described.join(' ') || undefined,
          'aria-invalid': faults.length > 0 || undefined,
          'aria-required': isRequired || undefined,
        })}
        {faults.length > 0 && (
          <ul className="entry-faults" id={`${id}faults`}>
            {faults.map((fault) => (
              <li key={fault}>
                <Icon name="fail" /> <span>{fault}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      {beside}
    </div>
  );
}
