import type { RebootState } from './facts.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Judgement } from './judgement.ts';

/** Updates that wait for a restart protect nobody yet. */
export function judgeRebootRequired({ required, because }: RebootState): Judgement {
  if (!required) return { verdict: { status: 'pass' } };
  const evidence = { subject: because.join(', '), after: { because } };
  return {
    verdict: { status: 'fail', reason: 'reboot-required', subjects: because },
    drafts: [{ rule: 'reboot.required', fingerprint: fingerprintOf('reboot', 'required'), severity: 'medium', evidence }],
  };
}
