/** One small step of its own transaction: how many rows went, and where to go on; null at the end. */
export interface Step<Place> {
  readonly gone: number;
  readonly next: Place | null;
}
