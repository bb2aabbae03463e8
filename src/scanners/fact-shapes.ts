import { z } from 'zod';
import type { Account, FileAcl, FileState, Listener, PendingUpdate, PrivilegedFile, RebootState, UpdateState } from '../domain/facts.ts';
import type { Unreadable } from '../domain/coverage.ts';

/** The shapes of `domain/facts.ts`, for scanners to hold the platform to. */
export const unreadable: z.ZodType<Unreadable> = z.strictObject({ subject: z.string(), reason: z.string() });

export const pendingUpdate: z.ZodType<PendingUpdate> = z.strictObject({
  name: z.string().min(1),
  installed: z.string(),
  candidate: z.string().min(1),
  isSecurity: z.boolean(),
  offeredSinceMs: z.number().optional(),
});

const msOrNull = z.number().nullable();

export const updateState: z.ZodType<UpdateState> = z.strictObject({
  pending: z.array(pendingUpdate).nullable(),
  unreadLists: z.array(z.string()).optional(),
  unclassed: z.array(z.string()).optional(),
  listsFetchedAtMs: msOrNull,
  securityListsDatedMs: msOrNull,
  lastInstalledAtMs: msOrNull,
  service: z.strictObject({
    automatic: z.enum(['on', 'not-set-up', 'turned-off', 'unknown']),
    because: z.array(z.string()),
    lastSuccessAtMs: msOrNull,
    pausedUntilMs: msOrNull,
  }),
});

export const rebootState: z.ZodType<RebootState> = z.strictObject({ required: z.boolean(), because: z.array(z.string()) });

export const account: z.ZodType<Account> = z.strictObject({
  name: z.string().min(1),
  uid: z.number(),
  gid: z.number(),
  home: z.string(),
  shell: z.string(),
  groups: z.array(z.string()),
  password: z.enum(['set', 'locked', 'empty', 'unreadable']),
});

export const listener: z.ZodType<Listener> = z.strictObject({
  protocol: z.enum(['tcp', 'udp']),
  address: z.string(),
  port: z.int().min(1).max(65_535),
  program: z.string().nullable(),
  isEphemeral: z.boolean(),
});

export const fileState: z.ZodType<FileState> = z.strictObject({
  digest: z.string().nullable(),
  size: z.number(),
  mode: z.string(),
  uid: z.number(),
  gid: z.number(),
  linkTarget: z.string().nullable(),
});

export const privilegedFile: z.ZodType<PrivilegedFile> = z.strictObject({ path: z.string(), capabilities: z.string().nullable() });

export const fileAcl: z.ZodType<FileAcl> = z.strictObject({ path: z.string(), entries: z.array(z.string()) });
