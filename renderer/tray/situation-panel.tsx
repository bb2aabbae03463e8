import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from '../components/icons.tsx';
import type { Tone } from './advice.ts';

export interface SituationPanelProps {
  readonly tone: Tone | 'unreachable';
  readonly icon: IconName;
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** The one sentence of the window. It is read out when it changes. */
export function SituationPanel({ tone, icon, title, children, action }: SituationPanelProps): ReactElement {
  return (
    <div className={`situation situation-${tone}`}>
      <Icon name={icon} />
      <div className="situation-text" role="status">
        <h1>{title}</h1>
        {children}
      </div>
      {action !== undefined && <div className="situation-action">{action}</div>}
    </div>
  );
}
