import { z } from 'zod';
import { codeHashPattern } from '../domain/it-code.ts';
import { scannerIds } from '../domain/scanner-ids.ts';

const minutes = (fallback: number) => z.int().min(1).max(10_080).default(fallback);

export const absolutePath = z.string().regex(/^(\/|[A-Za-z]:\\)/, 'an absolute path');
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 02:30');

export const maintenanceWindow = z.strictObject({
  days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).min(1),
  from: clockTime,
  to: clockTime,
});

/** Whom a workstation tells by itself. Quiet hours are in Asia/Ho_Chi_Minh; those that end before they begin go past midnight. */
export const notificationSettings = z.strictObject({
  tell: z
    .enum(['nobody', 'critical', 'critical-and-high'])
    .default('nobody')
    .describe('which new findings the person who is signed in is told of; clinical workstations stay silent'),
  quiet_from: clockTime.optional().describe('from this time on nobody is told; the findings are told when quiet ends'),
  quiet_to: clockTime.optional().describe('until this time'),
});
export type NotificationSettings = z.infer<typeof notificationSettings>;

/** `wardwatch.toml`: every key has a default, every key can be set as WARDWATCH_<SECTION>_<KEY>. */
export const configuration = z.strictObject({
  agent: z
    .strictObject({
      heartbeat_minutes: minutes(60).describe('a summary is sent at least this often, also when nothing is new'),
      feed_minutes: minutes(60).describe('how often the collector is asked for news of vulnerabilities'),
      max_memory_mb: z.int().min(60).max(4096).default(150).describe('the agent and its scans each stay below this'),
      max_database_mb: z
        .int()
        .min(20)
        .max(10_000)
        .default(200)
        .describe('above this the oldest resolved findings leave the database of the machine, never any that the collector lacks'),
      max_cpu_percent: z.number().min(1).max(100).default(5).describe('share of all cores that a paced scan may use over 12 s'),
      it_code_hash: z
        .string()
        .max(250)
        .regex(codeHashPattern, 'a hash that "wardwatch agent it-code hash" made')
        .optional()
        .describe(
          'argon2id hash of the code with which staff of the IT department decide at this machine; one set on the machine goes before it',
        ),
      upload_first_retry_seconds: z.number().min(0.05).max(3600).default(5).describe('first wait after a failed upload'),
      upload_longest_retry_minutes: minutes(30).describe('longest wait between two tries'),
      proxy_url: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe('proxy on the way to the collector, http://user:password@host:port; otherwise that of HTTPS_PROXY'),
    })
    .prefault({}),
  scan: z
    .strictObject({
      every_minutes: z
        .record(z.string(), z.int().min(1).max(10_080))
        .default({})
        .describe('interval per scanner id, where the default does not fit'),
      skip: z.array(z.enum(scannerIds)).default([]).describe('scanner ids that do not run; reported as skipped'),
      maintenance: z
        .array(maintenanceWindow)
        .default([])
        .describe('windows, in Asia/Ho_Chi_Minh, in which changes are expected: stored as explained, told to nobody'),
      removable_media: z
        .enum(['allowed', 'forbidden'])
        .default('allowed')
        .describe('forbidden makes a plugged-in medium a finding of severity high; otherwise it is logged'),
      sigma_rules: z.array(absolutePath).default([]).describe('folders with Sigma rules, beside the folder sigma of the data folder'),
      known_publishers: z
        .array(z.string().min(1).max(200))
        .max(200)
        .default(['Microsoft Corporation', 'Google LLC', 'Mozilla Corporation', 'Adobe Inc.'])
        .describe(
          'organisations whose installers explain new or changed programs and services on Windows, as their certificates name them',
        ),
      rehash_days: z
        .int()
        .min(1)
        .max(365)
        .default(7)
        .describe('all watched files are read again after so many days, also those that seem untouched'),
      extra_files: z.array(absolutePath).default([]).describe('absolute paths of further files or folders under file integrity'),
    })
    .prefault({}),
  watch: z
    .strictObject({
      live: z
        .boolean()
        .default(true)
        .describe('changes of places where software stays are told within seconds; the schedule goes on either way'),
      canary_folders: z
        .array(absolutePath)
        .max(100)
        .default([])
        .describe('folders that get two canary files each; none unless named, since people see them'),
      document_folders: z
        .array(absolutePath)
        .max(20)
        .default([])
        .describe('folders of documents that are watched for mass encryption; none unless named'),
    })
    .prefault({}),
  notifications: notificationSettings.prefault({}),
  advisories: z
    .strictObject({
      sources: z
        .array(z.union([absolutePath, z.url({ protocol: /^https?$/ })]))
        .max(50)
        .default([])
        .describe('files, folders and URLs that a running collector imports vulnerability data from'),
      every_hours: z.int().min(1).max(720).default(24).describe('how often it does'),
    })
    .prefault({}),
  collector: z
    .strictObject({
      host: z.string().default('127.0.0.1').describe('address to listen on'),
      port: z.int().min(0).max(65_535).default(8443).describe('TCP port; 0 takes a free one'),
      public_url: z
        .url({ protocol: /^https$/ })
        .optional()
        .describe('address that agents use, when it differs from host and port'),
      tls_certificate_file: absolutePath
        .optional()
        .describe(
          "the hospital's own certificate with its chain, PEM, for browsers and programs; agents keep to the authority they pinned",
        ),
      tls_key_file: absolutePath.optional().describe('the private key of tls_certificate_file, PEM, without a password'),
      approve_endpoints: z
        .boolean()
        .default(false)
        .describe('a machine that enrols sends nothing until a person lets it in with "wardwatch collector endpoint approve"'),
      silent_after_minutes: minutes(125).describe(
        'an endpoint not heard of for this long is shown as silent: two heartbeats that were missed',
      ),
      keep_summaries_days: z
        .int()
        .min(90)
        .max(36_500)
        .default(730)
        .describe('summaries older than this are let go, but the newest of each endpoint'),
      keep_resolved_findings_days: z
        .int()
        .min(30)
        .max(36_500)
        .default(730)
        .describe('findings that were resolved are let go after this; others never'),
      keep_sections_days: z
        .int()
        .min(30)
        .max(36_500)
        .default(365)
        .describe('inventories as they were sent are let go after this, once no machine has them any more'),
      keep_audit_days: z
        .int()
        .min(365)
        .max(36_500)
        .optional()
        .describe('entries of the audit log are let go after this, and the log says so; without it they stay for ever'),
      oidc_issuer: z
        .url({ protocol: /^https?$/ })
        .refine((url) => isSafeIssuer(url), 'an https address, or http on this machine itself')
        .optional()
        .describe('OpenID provider by which people may sign in, too; its address as its tokens name it. None unless set'),
      oidc_client_id: z.string().min(1).max(200).optional().describe('as the provider knows this collector'),
      oidc_client_secret_file: absolutePath
        .optional()
        .describe('file with the secret of that client, readable by the service account alone'),
      oidc_name: z.string().min(1).max(60).default('OpenID Connect').describe('what the button of the sign-in page calls the provider'),
      oidc_match_email: z
        .boolean()
        .default(false)
        .describe('a person whose login is the e-mail address that the provider has verified is linked with it at their first sign-in'),
      oidc_acr: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .describe('authentication context that is asked of the provider, and without which nobody gets in: name the one with two factors'),
      max_body_mb: z.int().min(1).max(64).default(8).describe('largest accepted body, after decompression'),
    })
    .prefault({}),
});

function isSafeIssuer(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
export type Configuration = z.infer<typeof configuration>;
