import type { Change } from './change.ts';
import type { Attributes } from './thing.ts';

/** Folders that only administrators write to and that installers use; elsewhere a good signature says nothing of who put the file there. */
const installed =
  /^[a-z]:\\(program files( \(x86\))?|programdata\\microsoft\\windows defender\\platform|windows\\system32\\driverstore\\filerepository)\\/i;
/** Run whatever they are told to: their own signature says nothing of that (T1218, T1059). */
const interpreters =
  /\\(node|python\w*|java\w?|perl|ruby|php|pwsh|powershell|cmd|bash|sh|wscript|cscript|mshta|rundll32|regsvr32|msbuild|psexe\w+|procexp\w*)\.exe$/i;
const plainSwitch = /^[-/]{1,2}[\w.:=-]{0,40}$/;

/**
 * The programs that alone make up a change: where all of them are signed by a known publisher, its installer made it. Null for a change
 * that holds anything else, such as arguments that could be somebody's own, and for a removal.
 */
export function programsOfChange({ kind, key, change, before, after }: Change): string[] | null {
  if (change === 'removed' || !after) return null;
  if (kind === 'windows-service' || kind === 'windows-driver') return serviceProgram(before, after);
  return /\.(exe|dll|sys)$/i.test(key) && installed.test(key) ? [key] : null;
}

/** Null where a service does more than start its program. */
function serviceProgram(before: Attributes | undefined, after: Attributes): string[] | null {
  const { program, library, ...rest } = after;
  const others = ['onFailure', 'counters', 'networkProvider', 'callouts'];
  const isSame = others.every((name) => isNothing(rest[name]) || JSON.stringify(rest[name]) === JSON.stringify(before?.[name]));
  const path = typeof program === 'string' ? programPath(program) : null;
  return isSame && path !== null && isNothing(library) ? [path] : null;
}

const isNothing = (value: unknown): boolean => value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** The program of a command line that is quoted, or ends with it, or gives it nothing but plain switches. */
function programPath(command: string): string | null {
  const [, quoted, bare, rest = ''] = /^(?:"([^"]+)"|(.*?\.(?:exe|sys)))(?:\s+(.*))?$/i.exec(command.replace(/^\\\?\?\\/, '')) ?? [];
  const path = quoted ?? bare ?? '';
  const switches = rest.split(/\s+/).filter((part) => part !== '');
  return installed.test(path) && !path.includes('\\..\\') && !interpreters.test(path) && switches.every((part) => plainSwitch.test(part))
    ? path
    : null;
}
