/** Why a check fails or cannot say; the words for people are in `words/`. */
export const verdictReasons = [
  'security-updates-pending',
  'update-lists-missing',
  'update-lists-stale',
  'update-lists-unreadable',
  'update-class-unknown',
  'update-source-unsupported',
  'software-list-missing',
  'system-out-of-support',
  'support-unknown',
  'reboot-required',
  'unexplained-changes',
  'baseline-just-made',
  'partly-unreadable',
  'scanner-failed',
  'scanner-skipped',
] as const;
export type VerdictReason = (typeof verdictReasons)[number];

/** What could not be read is `unknown`, never `pass`. `subjects` are what the reason speaks of: paths, packages, names. */
export type Verdict =
  | { readonly status: 'pass' }
  | { readonly status: 'fail' | 'unknown'; readonly reason: VerdictReason; readonly subjects: readonly string[] };
export type VerdictStatus = Verdict['status'];
