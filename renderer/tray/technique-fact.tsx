import type { ReactElement } from 'react';
import { Fact } from '../components/fact.tsx';

/** A technique with the address of its page as text: this window leads nowhere else, and paper has no links. */
export function TechniqueFact({ technique }: { readonly technique: string }): ReactElement {
  return (
    <Fact name="MITRE ATT&CK">
      {technique}{' '}
      <span className="second-line">
        attack.mitre.org/
        <wbr />
        techniques/
        <wbr />
        {technique.replace('.', '/')}
      </span>
    </Fact>
  );
}
