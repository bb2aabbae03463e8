import type { ReactElement } from 'react';
import type { Voice } from '../i18n/voice.ts';

export interface ShortListProps {
  readonly entries: readonly string[];
  /** Paths, digests and the like, which may break anywhere. */
  readonly isTechnical: boolean;
  /** Side by side instead of one below the other. */
  readonly isFlowing?: boolean;
  readonly voice: Voice;
}

const shownAtFirst = 5;

/** A few entries; the others one step away. */
export function ShortList({ entries, isTechnical, isFlowing = false, voice }: ShortListProps): ReactElement {
  const entryOf = (text: string): ReactElement => (isTechnical ? <code>{text}</code> : <span>{text}</span>);
  const [only] = entries;
  if (only !== undefined && entries.length === 1) return entryOf(only);
  const rest = entries.slice(shownAtFirst);
  return (
    <>
      <List entries={entries.slice(0, shownAtFirst)} isFlowing={isFlowing} entryOf={entryOf} />
      {rest.length > 0 && (
        <details>
          <summary>{voice.texts.detail.more(voice.format.count(rest.length))}</summary>
          <List entries={rest} isFlowing={isFlowing} entryOf={entryOf} />
        </details>
      )}
    </>
  );
}

interface ListProps {
  readonly entries: readonly string[];
  readonly isFlowing: boolean;
  readonly entryOf: (text: string) => ReactElement;
}

function List({ entries, isFlowing, entryOf }: ListProps): ReactElement {
  return (
    <ul className={isFlowing ? 'short-list short-list-flowing' : 'short-list'}>
      {entries.map((text, at) => (
        <li key={`${at} ${text}`}>{entryOf(text)}</li>
      ))}
    </ul>
  );
}
