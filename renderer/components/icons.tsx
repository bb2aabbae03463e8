import type { ReactElement } from 'react';
import type { Severity } from '../../src/domain/severity.ts';
import type { VerdictStatus } from '../../src/domain/verdict.ts';

/** Shapes differ as much as colours do, and a word always stands beside them: they are hidden from screen readers. */
const filled = {
  critical: 'M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2zM7 4v5h2V4zm0 6.2v1.9h2v-1.9z',
  high: 'M8 1.2 15.4 14.6H.6zM7.1 6v4.2h1.8V6zm0 5.3v1.7h1.8v-1.7z',
  medium: 'M8 .9 15.1 8 8 15.1.9 8zM7.1 4.6v4.2h1.8V4.6zm0 5.3v1.6h1.8V9.9z',
  low: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 2.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6z',
  info: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 1.6a5.4 5.4 0 1 0 0 10.8A5.4 5.4 0 0 0 8 2.6zM7.2 7h1.6v4.6H7.2zm0-2.8h1.6v1.7H7.2z',
  pass: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 1.6a5.4 5.4 0 1 0 0 10.8A5.4 5.4 0 0 0 8 2.6zm2.9 2.6 1.2 1.1-4.7 5.1-3.2-2.9 1.1-1.2 2 1.8z',
  fail: 'M2.5 1h11A1.5 1.5 0 0 1 15 2.5v11a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 1 13.5v-11A1.5 1.5 0 0 1 2.5 1zm2.9 3.3L4.3 5.4 6.9 8l-2.6 2.6 1.1 1.1L8 9.1l2.6 2.6 1.1-1.1L9.1 8l2.6-2.6-1.1-1.1L8 6.9z',
  unknown:
    'M6.4 1.2a7 7 0 0 1 3.2 0l-.4 1.6a5.4 5.4 0 0 0-2.4 0zm4.9.6a7 7 0 0 1 2.6 2.5l-1.4.8a5.4 5.4 0 0 0-2-1.9zm3.4 4.5a7 7 0 0 1 0 3.4l-1.6-.4a5.4 5.4 0 0 0 0-2.6zm-.8 5.4a7 7 0 0 1-2.6 2.5l-.8-1.4a5.4 5.4 0 0 0 2-1.9zM9.6 14.8a7 7 0 0 1-3.2 0l.4-1.6c.8.2 1.6.2 2.4 0zm-4.9-.6a7 7 0 0 1-2.6-2.5l1.4-.8a5.4 5.4 0 0 0 2 1.9zM1.3 9.7a7 7 0 0 1 0-3.4l1.6.4a5.4 5.4 0 0 0 0 2.6zm.8-5.4a7 7 0 0 1 2.6-2.5l.8 1.4a5.4 5.4 0 0 0-2 1.9zM5.6 6.2C5.6 4.800 6.600 4 8 4s2.400.8 2.400 2c0 1.800-1.600 1.700-1.600 3H7.300c0-2 1.500-2 1.500-2.900 0-.5-.3-.8-.8-.8-.6 0-.9.4-.9 1zM7.200 9.900h1.700v1.700H7.200z',
  silent:
    'M1.900 1 15 14.100l-1 1-2.900-2.900H9v1.300h2V15H5v-1.500h2v-1.300H2.500A1.500 1.500 0 0 1 1 10.700V3.500c0-.3.1-.5.2-.7L.9 2zM2.500 4.100v6.600h6.600zM6.200 2h7.300A1.500 1.500 0 0 1 15 3.500v7.200c0 .4-.1.700-.4 1l-1.100-1.100V3.500H7.700z',
  clock:
    'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 1.600a5.400 5.400 0 1 0 0 10.800A5.400 5.400 0 0 0 8 2.600zm-.8 1.600h1.600v3.500l2.500 1.500-.8 1.300-3.300-2z',
  forked:
    'M1 2.500A1.500 1.500 0 0 1 2.500 1h7A1.500 1.500 0 0 1 11 2.500V5h2.500A1.500 1.500 0 0 1 15 6.500v7a1.500 1.500 0 0 1-1.500 1.500h-7A1.500 1.500 0 0 1 5 13.500V11H2.500A1.500 1.500 0 0 1 1 9.500zm1.600.1v6.800H5V6.500A1.500 1.500 0 0 1 6.500 5h2.900V2.600zm4 4v6.800h6.800V6.600z',
  back: 'm7.300 2.300 1.100 1.100L4.600 7.200H14v1.600H4.600l3.800 3.800-1.100 1.100L1.600 8z',
} as const;

export type IconName = keyof typeof filled | Severity | VerdictStatus;

export function Icon({ name }: { readonly name: IconName }): ReactElement {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path fill="currentColor" fillRule="evenodd" d={filled[name]} />
    </svg>
  );
}

/** The mark of the product: a ward's window with a watching pulse. */
export function Mark(): ReactElement {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path className="mark-shield" d="M16 2 28 6.200v9.300c0 7-4.900 12.200-12 14.500C8.900 27.700 4 22.500 4 15.500V6.200z" />
      <path className="mark-pulse" d="M7.500 16.500h4l2.600-6 3.900 11 2.500-5h4" />
    </svg>
  );
}
