import { createHmac } from 'node:crypto';

/** Names a person without telling the name: the same on this endpoint each time, meaningless elsewhere. */
export type Pseudonym = (name: string) => string;

/** A keyed hash (HMAC-SHA-256, 8 hexadecimal digits); the key never leaves the endpoint. One name in two normal forms is one name. */
export function createPseudonym(key: string): Pseudonym {
  return (name) => `~${createHmac('sha256', key).update(name.normalize('NFC')).digest('hex').slice(0, 8)}`;
}

/** Places of the system and of installed software: no documents lie there. */
export const systemPlace = /^(\/(etc|usr|s?bin|lib\w*|boot|opt)\/|[A-Z]:\\(Windows|Program Files|ProgramData)\b|HK)/;

const knownNames: ReadonlySet<string> = new Set(['root', 'Public', 'Default', 'All Users']);
export const nameless = (name: string, pseudonym: Pseudonym): string => (knownNames.has(name) ? name : pseudonym(name));

// What no name goes on after: names of persons and folders have spaces.
const part = String.raw`[^/\\:*?"<>|\r\n]+`;
const rest = String.raw`(?:[/\\][^:*?"<>|\r\n]*)?`;
// The segment after a folder of homes names a person, and what lies in a home may be a document.
const home = new RegExp(String.raw`((?:^|[/\\])(?:home|Users)[/\\])(${part})(${rest})`, 'giu');
const rootsHome = new RegExp(String.raw`(^|[^\p{L}\p{N}])(/root)(/[^:*?"<>|\r\n]*)`, 'gu');
const spool = new RegExp(String.raw`(/(?:crontabs|mail)/)(${part})`, 'giu');
// Of a share no more than its server: profiles and documents lie there.
const share = /(^|[^\\:\w])(\\\\[\w.-]+\\)([^:*?"<>|\r\n]+)/giu;
const documents =
  'docx?|docm|xlsx?|xlsm|pptx?|odt|ods|odp|pdf|rtf|txt|csv|md|dcm|jpe?g|png|gif|bmp|tiff?|heic|mp[34]|mov|avi|zip|rar|7z|eml|msg|one';
const documentPath = new RegExp(String.raw`(?:/|[A-Z]:\\)[^:*?"<>|\r\n]*?\.(${documents})(?![\p{L}\p{N}])`, 'giu');
// The security identifier of an account of this machine, of a domain or of Entra.
const accountSid = /\bS-1-(?:5-21|12-1)(?:-\d+){4}/gi;

/** Without names of persons, names of documents and what lies on shares. Says rather too little than too much. */
export function redactText(text: string, pseudonym: Pseudonym): string {
  return text
    .replaceAll(share, (_, before: string, server: string, path: string) => before + server + pseudonym(path))
    .replaceAll(
      home,
      (_, folder: string, name: string, path: string) =>
        folder + nameless(name, pseudonym) + (ofNobody.has(name) ? path : insideHome(path, pseudonym)),
    )
    .replaceAll(rootsHome, (_, before: string, folder: string, path: string) => before + folder + insideHome(path, pseudonym))
    .replaceAll(spool, (_, folder: string, name: string) => folder + (name.startsWith('~') ? name : nameless(name, pseudonym)))
    .replaceAll(documentPath, (path, extension: string) => documentless(path, extension, pseudonym))
    .replaceAll(accountSid, (sid) => pseudonym(sid));
}

// The template of new homes, and another name of ProgramData.
const ofNobody: ReadonlySet<string> = new Set(['Default', 'All Users']);
const wellKnown = /^(Desktop|Documents|Downloads|Music|Pictures|Videos|OneDrive|Favorites|NTUSER\.DAT)$/i;
const ofPrograms = /^(\..+|AppData)$/i;

/** Settings and programs below a home keep their path; of anything else leaves the kind, and the folder where every home has it. */
function insideHome(path: string, pseudonym: Pseudonym): string {
  const separator = path.slice(0, 1);
  const [first = '', ...others] = path.slice(1).split(/[/\\]/);
  if (first === '' || ofPrograms.test(first)) return path;
  const hidden = wellKnown.test(first) ? others.join('/') : [first, ...others].join('/');
  const kept = wellKnown.test(first) ? separator + first : '';
  return hidden === '' ? kept : kept + separator + pseudonym(hidden) + kindOf(hidden);
}

/** `/srv/Bệnh nhân A/x.pdf` leaves as `/srv/~….pdf`. */
function documentless(path: string, extension: string, pseudonym: Pseudonym): string {
  if ((systemPlace.test(path) && !/\s/.test(path)) || /~[0-9a-f]{8}\.\w+$/.test(path)) return path;
  const root = /^(?:\/[^/\s]+\/|[A-Z]:\\)/i.exec(path)?.[0] ?? '/';
  return `${root}${pseudonym(path)}.${extension}`;
}

const kindOf = (path: string): string => /\.[a-z0-9]{1,5}$/i.exec(path)?.[0] ?? '';
