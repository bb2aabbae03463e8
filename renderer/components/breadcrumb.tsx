import type { ReactElement, ReactNode } from 'react';
import { Icon } from './icons.tsx';

export interface BreadcrumbProps {
  readonly href: string;
  readonly text: string;
  /** Further steps down. */
  readonly children?: ReactNode;
}

/** The way back, above the title of a page. */
export function Breadcrumb({ href, text, children }: BreadcrumbProps): ReactElement {
  return (
    <nav className="breadcrumb">
      <a href={href}>
        <Icon name="back" /> {text}
      </a>
      {children}
    </nav>
  );
}
