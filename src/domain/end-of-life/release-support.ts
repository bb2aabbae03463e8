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
  /** Publisher and title of the page. */
  readonly source: string;
  /** The day that it was read. */
  readonly readOn: string;
}
