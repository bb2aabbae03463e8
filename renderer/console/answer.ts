/** Why a request brought nothing. `unreachable`: no answer; `not-understood`: an answer that is not of the contract. */
export type Failure =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'not-understood' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'refused'; readonly code: string };

export type Answer<Value> = { readonly status: 'ok'; readonly value: Value } | { readonly status: 'failed'; readonly failure: Failure };

export const failed = (failure: Failure): { readonly status: 'failed'; readonly failure: Failure } => ({ status: 'failed', failure });
