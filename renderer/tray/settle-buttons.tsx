import { type ReactElement, type ReactNode, useRef, useState } from 'react';
import type { Finding } from '../../src/domain/finding.ts';
import { type Decision, decisions, stateAfter } from '../../src/domain/finding-state.ts';
import { SettleForm, type SettleFormProps } from './settle-form.tsx';

export interface SettleButtonsProps extends Pick<SettleFormProps, 'by' | 'onBy' | 'onSettle' | 'voice'> {
  readonly finding: Finding;
  /** The element that names the finding. */
  readonly titleId: string;
  /** What else can be done with it, beside. */
  readonly children?: ReactNode;
}

/** What a person may decide of a finding, and the form that asks who and why. */
export function SettleButtons({ finding, titleId, children, ...form }: SettleButtonsProps): ReactElement {
  const [decision, setDecision] = useState<Decision | null>(null);
  const row = useRef<HTMLParagraphElement>(null);
  const close = (): void => {
    setDecision(null);
    row.current?.querySelector('button')?.focus(); // not lost with the form
  };
  return (
    <>
      <p className="settle-actions" ref={row}>
        {decisions
          .filter((one) => stateAfter(finding.state, one) !== null)
          .map((one) => (
            <button
              key={one}
              type="button"
              className="button button-quiet"
              aria-expanded={decision === one}
              aria-describedby={titleId}
              onClick={() => setDecision(decision === one ? null : one)}
            >
              {form.voice.tray.settle.decide[one]}
            </button>
          ))}
        {children}
      </p>
      {decision !== null && <SettleForm key={decision} decision={decision} fingerprint={finding.fingerprint} onClose={close} {...form} />}
    </>
  );
}
