import type { ReactElement } from 'react';
import type { Voice } from '../i18n/voice.ts';

/** The id of an ATT&CK technique, leading to its page at MITRE for those who have the Internet. */
export function TechniqueLink({ technique, voice }: { readonly technique: string; readonly voice: Voice }): ReactElement {
  return (
    <a
      className="technique"
      href={`https://attack.mitre.org/techniques/${technique.replace('.', '/')}/`}
      target="_blank"
      rel="noopener noreferrer"
    >
      {voice.texts.findings.technique(technique)}
    </a>
  );
}
