import type { RuleId } from '../../src/domain/finding.ts';
import type { TrayTexts } from '../i18n/tray-vi.ts';

type ToDo = keyof TrayTexts['toDo'];

const ofRule: Readonly<Partial<Record<RuleId, ToDo>>> = {
  'patch-status.security-updates-pending': 'patches',
  'patch-status.update-lists-missing': 'lists',
  'patch-status.update-lists-stale': 'lists',
  'patch-status.automatic-updates-off': 'updater',
  'patch-status.update-service-failing': 'updater',
  'system.out-of-support': 'support',
  'system.support-ending': 'support',
  'reboot.required': 'restart',
  'account.second-root': 'account',
  'account.added': 'account',
  'agent.limit-exceeded': 'agent',
  'agent.watch-limited': 'agent',
  'ransomware.canary-touched': 'ransomware',
  'ransomware.mass-change': 'ransomware',
  'ransomware.note': 'ransomware',
};

/** Pure. Which words tell a person what to do about a finding of this rule; any other rule asks who did it. */
export const toDoFor = (rule: RuleId): ToDo => ofRule[rule] ?? 'change';
