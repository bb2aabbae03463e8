import type { Unreadable } from '../domain/coverage.ts';

/**
 * HKLM\SAM and HKLM\SECURITY are open to LocalSystem alone, which the agent is when it runs as a service. That a key there is listed
 * and cannot be read says that the agent is somebody else.
 */
export function closedPlaces(hidden: readonly Unreadable[]): Unreadable[] {
  return hidden.map(({ subject, reason }) => ({ subject, reason: reason === 'COMMAND_FAILED' ? 'NEEDS_LOCAL_SYSTEM' : reason }));
}
