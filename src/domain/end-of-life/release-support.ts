/** Editions of Windows that have dates of their own; `general` is Home, Pro and their kin. */
export type SupportedEditions = 'any' | 'general' | 'enterprise' | 'ltsc' | 'iot-ltsc';

/** Until when a release gets security fixes. Dates are `YYYY-MM-DD`, the last day included. */
export interface ReleaseSupport {
  /** As in `SystemIdentity`. */
  readonly product: string;
  /** Null for whichever version. */
  readonly version: string | null;
  readonly editions: SupportedEditions;
  readonly endsOn: string;
  /** Where fixes go on after that: for everyone as before, or for those alone who subscribe to them. */
  readonly extended: { readonly endsOn: string; readonly isForEveryone: boolean } | null;
  /** Publisher and title of the page that decides, where the date is to be confirmed: it was not read itself. */
  readonly source: string;
  /** Where the date was read instead: a public table that cites that page. */
  readonly readIn: string;
  /** The day that it was read there. */
  readonly readOn: string;
  /** Data of the publisher itself that says the same, with its version; absent where none was at hand. */
  readonly confirmedBy?: string;
}

/** Fixes that only those get who pay or subscribe, until then; null where there are none. */
export const forSubscribers = (endsOn: string | null): ReleaseSupport['extended'] =>
  endsOn === null ? null : { endsOn, isForEveryone: false };
