import type { AppError } from '../../src/base/app-error.ts';
import type { AgentStatus } from '../../src/contracts/local-api.ts';

/**
 * What the application knows of the agent now. A status is only ever held while the connection that brought it stands:
 * there is no case for a last known one, so that nothing old can be shown as if it were true.
 */
export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'reachable'; readonly status: AgentStatus }
  | { readonly kind: 'unreachable'; readonly error: AppError };
