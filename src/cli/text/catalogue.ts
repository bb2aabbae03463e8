/** What commands say to people; a missing text does not compile. */
export interface CliText {
  scanning(count: number): string;
  scanningTitle: string;
  scanDone(raised: number, resolved: number): string;
  scanFailed(message: string): string;
  patchStatus: string;
  lastUpdate: string;
  findings: string;
  noFindings: string;
  andMore(count: number): string;
  notRead: string;
  nothingUnread: string;
  notDetermined: string;
  failed: string;
  resolved: string;
  baselineMade: string;
  missingUpdates(security: number): string;
  settingUpCollector: string;
  settingUpAgent: string;
  enrolling: string;
  uploading: string;
  uploaded: string;
  console: string;
  signInOnce: string;
  authority: string;
  pressCtrlC: string;
  stopped: string;
  agentNotRunning: string;
  lastScan: string;
  never: string;
  collector: string;
  notEnrolled: string;
  waitingUploads: string;
  policy(version: number | null, refused: string | null): string;
  unit: string;
  enrolled(unit: string): string;
  acknowledged(count: number): string;
  acknowledge(count: number): string;
  accept(count: number): string;
  nothingToAccept: string;
  unknownVariable(name: string, nearest: string | null): string;
  /** A step of a finding that a person took. `what` is the state that it led to. */
  settled(what: string, by: string, at: string, reason: string): string;
  noCanaries: string;
  canariesRemoved(count: number): string;
  ruleAccepted: string;
  ruleRefused: string;
  noRules(folder: string): string;
  rulesCounted(accepted: number, refused: number): string;
  authorUnknown: string;
  /** A detection rule that matches a finding. */
  matchedRule(title: string, author: string, license: string): string;
  licenseUnknown: string;
}
