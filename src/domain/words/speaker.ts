import { type Evidence, type FindingState, type RuleId, type StateRule, eventRules, stateRules } from '../finding.ts';
import { isScannerId } from '../scanner-ids.ts';
import type { Severity } from '../severity.ts';
import { changeKinds, kindsOfThing, type ChangeKind, type ThingKind } from '../thing.ts';
import type { VerdictReason, VerdictStatus } from '../verdict.ts';
import type { Words } from './catalogue.ts';

export interface Speaker {
  findingTitle(rule: RuleId, evidence: Evidence): string;
  verdictReason(reason: VerdictReason): string;
  /** The id itself for a scanner of another version of the product. */
  scanner(scannerId: string): string;
  severity(severity: Severity): string;
  state(state: FindingState): string;
  status(status: VerdictStatus): string;
  patchStatus(status: VerdictStatus): string;
}

/** Pure. Says in words what the domain names by its identifiers. */
export function speakerOf(of: Words): Speaker {
  return {
    findingTitle(rule, { subject, flood, after }) {
      const builtInOn = after?.supportBuiltInOn;
      if (isStateRule(rule)) return `${of.stateRule[rule](subject)}${typeof builtInOn === 'string' ? of.builtIn(builtInOn) : ''}`;
      const [kind, change] = partsOf(rule);
      return kind && change ? of.change[change](of.kind[kind], flood ? of.flood(flood.count, subject) : subject) : subject;
    },
    verdictReason: (reason) => of.verdictReason[reason],
    scanner: (scannerId) => (isScannerId(scannerId) ? of.scanner[scannerId] : scannerId),
    severity: (severity) => of.severity[severity],
    state: (state) => of.state[state],
    status: (status) => of.status[status],
    patchStatus: (status) => of.patchStatus[status],
  };
}

function isStateRule(rule: string): rule is StateRule {
  return stateRules.some((known) => known === rule) || eventRules.some((known) => known === rule);
}

function isThingKind(kind: string): kind is ThingKind {
  return Object.hasOwn(kindsOfThing, kind);
}

function partsOf(rule: string): [ThingKind | undefined, ChangeKind | undefined] {
  const [kind = '', change] = rule.split('.');
  return [isThingKind(kind) ? kind : undefined, changeKinds.find((known) => known === change)];
}
