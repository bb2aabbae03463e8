import { z } from 'zod';
import { longestCode } from '../domain/it-code.ts';
import { isoInstant, personName, settlementReason } from './finding.ts';
import { localCall } from './local-api.ts';

/** Follows the scan under way from its beginning; answers when it has ended, with null at once where none runs. */
export const watchScan = localCall('watch-scan', z.strictObject({}), z.strictObject({ scanId: z.uuid().nullable() }));

/** Ends the scan that people at this machine asked for. One that the agent began by itself is not theirs to end: FORBIDDEN. */
export const cancelScan = localCall('cancel-scan', z.strictObject({}), z.strictObject({ cancelled: z.boolean() }));

export const shortestPauseMinutes = 15;
export const longestPauseMinutes = 8 * 60;

/**
 * Holds back the scans that the agent would begin by itself. Reports go on being sent, and say so; a full scan follows when it ends.
 * Guarded as decisions on findings are: the control address, or the IT code.
 */
export const pauseScans = localCall(
  'pause',
  z.strictObject({
    minutes: z.int().min(shortestPauseMinutes).max(longestPauseMinutes),
    by: personName,
    reason: settlementReason,
    itCode: z.string().min(1).max(longestCode).optional(),
  }),
  z.strictObject({ until: isoInstant }),
);

/** More watching needs no right. */
export const resumeScans = localCall('resume', z.strictObject({}), z.strictObject({ wasPaused: z.boolean() }));
