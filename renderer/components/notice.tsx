import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';

export interface NoticeProps {
  readonly tone: 'problem' | 'caution' | 'calm';
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  /** What a person can do about it, as a button or a link. */
  readonly action?: ReactNode;
}

/** What happened and what to do. Screen readers are told of a problem when it appears. */
export function Notice({ tone, icon, title, children, action }: NoticeProps): ReactElement {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'calm' ? undefined : 'status'}>
      <Icon name={icon} />
      <div className="notice-text">
        <p className="notice-title">{title}</p>
        {children}
      </div>
      {action !== undefined && <div className="notice-action">{action}</div>}
    </div>
  );
}

/** A command to type on a machine. */
export function Command({ text }: { readonly text: string }): ReactElement {
  return (
    <pre className="command">
      <code>{text}</code>
    </pre>
  );
}
