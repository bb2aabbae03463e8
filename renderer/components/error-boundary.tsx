import { Component, type ReactNode } from 'react';
import type { Voice } from '../i18n/voice.ts';
import { Command, Notice } from './notice.tsx';

export interface ErrorBoundaryProps {
  readonly voice: Voice;
  readonly onReload: () => void;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly message: string | null;
}

/** In the place of a page that broke: what a person can do, and what to tell who can mend it. React wants a class here. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override readonly state: ErrorBoundaryState = { message: null };

  static getDerivedStateFromError(thrown: unknown): ErrorBoundaryState {
    return { message: thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown) };
  }

  override render(): ReactNode {
    const { voice, onReload, children } = this.props;
    const { message } = this.state;
    if (message === null) return children;
    const { failure, freshness } = voice.texts;
    const action = (
      <button type="button" className="button" onClick={onReload}>
        {freshness.reload}
      </button>
    );
    return (
      <Notice tone="problem" icon="high" title={failure.broken} action={action}>
        <p>{failure.brokenText}</p>
        <Command text={message} />
      </Notice>
    );
  }
}
