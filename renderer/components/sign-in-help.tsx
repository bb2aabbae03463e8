import type { ReactElement, ReactNode, RefObject } from 'react';
import type { Voice } from '../i18n/voice.ts';
import { Mark } from './icons.tsx';
import { Command } from './notice.tsx';

export interface SignInHelpProps {
  readonly voice: Voice;
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
  /** What happened before, such as that a link was refused, and the other ways in. */
  readonly children?: ReactNode;
}

export function SignInHelp({ voice, headingRef, children }: SignInHelpProps): ReactElement {
  const { signIn } = voice.texts;
  return (
    <div className="sign-in">
      <Mark />
      <h1 ref={headingRef} tabIndex={-1}>
        {signIn.title}
      </h1>
      {children}
      <p>{signIn.how}</p>
      <Command text="wardwatch collector token create --for sign-in" />
    </div>
  );
}
