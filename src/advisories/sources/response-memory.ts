/** What a server said of what it sent last, so that it need not send it again (RFC 9110, section 13). */
export interface RememberedResponse {
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** How many documents came of it. */
  readonly documents: number;
}

/** Remembers answers by their URL. */
export interface ResponseMemory {
  recall(url: string): RememberedResponse | null;
  remember(url: string, response: RememberedResponse): void;
}
