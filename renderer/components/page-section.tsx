import { type ReactElement, type ReactNode, useId } from 'react';

export interface PageSectionProps {
  readonly title: string;
  /** Beside the title. */
  readonly controls?: ReactNode;
  readonly children: ReactNode;
}

export function PageSection({ title, controls, children }: PageSectionProps): ReactElement {
  const id = useId();
  return (
    <section className="page-section" aria-labelledby={id}>
      <div className="page-section-head">
        <h2 id={id}>{title}</h2>
        {controls}
      </div>
      {children}
    </section>
  );
}
