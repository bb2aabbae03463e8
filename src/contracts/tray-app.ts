import { z } from 'zod';
import { localCall } from './local-api.ts';

// What the window asks of the application around it, on the channel of the local API. No agent knows these calls.

/** The views of the dashboard; each is the fragment of its address. */
export const dashboardViews = ['overview', 'findings', 'patches', 'changes', 'checks', 'history', 'uploads', 'settings'] as const;
export type DashboardView = (typeof dashboardViews)[number];

export const appSettings = z.strictObject({
  appVersion: z.string(),
  /** Null where this system gives no way to start an application at login. */
  startsAtLogin: z.boolean().nullable(),
  /** The agent was started by this application and ends with it: nothing watches while the person is away. */
  isAgentOurs: z.boolean(),
});
export type AppSettings = z.infer<typeof appSettings>;
export const getAppSettings = localCall('app-settings', z.strictObject({}), appSettings);
export const setStartsAtLogin = localCall('app-start-at-login', z.strictObject({ startsAtLogin: z.boolean() }), appSettings);

/** Prints what the window has laid out for paper, and asks the person where to keep it. `name` is only proposed. */
export const savePdf = localCall(
  'app-save-pdf',
  z.strictObject({ name: z.string().regex(/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} ._-]{0,119}$/u) }),
  z.strictObject({ outcome: z.enum(['saved', 'cancelled']) }),
);
