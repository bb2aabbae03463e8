import type { PackagedFile, PackageRecords } from '../../domain/explanation.ts';
import type { HostFiles, Reading } from '../host.ts';
import { parseDpkgLog } from './dpkg-log.ts';
import { contentOf, namesOf, withLinkTargets } from './packaged-content.ts';

const info = '/var/lib/dpkg/info';
const textLimit = 64 * 1024 * 1024;

/** What dpkg's log since `sinceMs` and its records say of `paths`, and of what links among them lead to. */
export function readDpkgRecords(files: HostFiles, root: string, paths: readonly string[], sinceMs: number): PackageRecords {
  const logs = ['/var/log/dpkg.log.1', '/var/log/dpkg.log'].map((path) => textOf(files.readText(path, textLimit)));
  const transactions = parseDpkgLog(logs.join('\n'), sinceMs);
  if (transactions.length === 0) return { transactions, files: new Map() };
  const database = openDatabase(files);
  const wanted = withLinkTargets(files, paths);
  const owners = findOwners(files, wanted);
  const transacted = transactions.map((transaction) => transaction.package);
  const records = wanted.map((path): [string, PackagedFile] => {
    if (path.startsWith('account:')) {
      const owner = transacted.find((name) => database.scripts(name).some((text) => speaksOf(text, path.slice('account:'.length)))) ?? null;
      return [path, { digest: null, linkTarget: null, owner, namedBy: owner, recordedDigests: [] }];
    }
    const content = contentOf(files, root, path, 'md5');
    const namedBy = transacted.find((name) => database.scripts(name).some((text) => text.includes(path))) ?? null;
    const owner = owners.get(path) ?? database.ucfOwner(path);
    const copied = owner === null && content.digest !== null ? copiedBy(database, path, content.digest, transacted) : null;
    if (copied !== null) return [path, { ...content, owner: copied, namedBy, recordedDigests: [content.digest ?? ''] }];
    return [path, { ...content, owner, namedBy, recordedDigests: owner === null ? [] : database.digestsOf(owner, path) }];
  });
  return { transactions, files: new Map(records) };
}

/** dpkg's records, each read when it is first asked for, and once. */
interface DpkgDatabase {
  /** Digests that the records of a package, of its configuration files and of ucf(1) allow for a path. */
  digestsOf(owner: string, path: string): string[];
  /** Whether a package ships that content anywhere. */
  ships(name: string, md5: string): boolean;
  scripts(name: string): readonly string[];
  /** The package that registered a configuration file with ucf(1). */
  ucfOwner(path: string): string | null;
}

function openDatabase(files: HostFiles): DpkgDatabase {
  const read = (path: string): string => textOf(files.readText(path, textLimit));
  const listing = once(() => {
    const found = files.list(info);
    const named = found.status === 'read' ? found.value.flatMap(({ name }) => splitName(name)) : [];
    return Map.groupBy(named, ({ owner, ending }) => `${owner} ${ending}`);
  });
  const sums = keep((owner: string) => (listing().get(`${owner} md5sums`) ?? []).map(({ file }) => digestLines(read(`${info}/${file}`))));
  const scripts = keep((owner: string) =>
    ['preinst', 'postinst', 'prerm', 'postrm', 'triggers', 'config'].flatMap((ending) =>
      (listing().get(`${owner} ${ending}`) ?? []).map(({ file }) => read(`${info}/${file}`)),
    ),
  );
  const conffiles = once(() => conffileDigests(read('/var/lib/dpkg/status')));
  const shippedConffiles = once(() => new Set(conffiles().values()));
  const ucf = once(() => digestLines(read('/var/lib/ucf/hashfile')));
  const registry = once(
    () =>
      new Map(
        read('/var/lib/ucf/registry')
          .split('\n')
          .map((entry): [string, string] => {
            const [name = '', path = ''] = entry.split(/\s+/);
            return [path, name];
          }),
      ),
  );
  return {
    digestsOf: (owner, path) => {
      const names = namesOf(path);
      const listed = sums(owner).flatMap((known) => names.flatMap((name) => known.get(name.slice(1)) ?? []));
      return [...listed, ...names.flatMap((name) => [conffiles().get(name), ucf().get(name)].filter((digest) => digest !== undefined))];
    },
    ships: (name, md5) => sums(name).some((known) => [...known.values()].includes(md5)) || shippedConffiles().has(md5),
    scripts,
    ucfOwner: (path) => registry().get(path) ?? null,
  };
}

const splitName = (file: string): { file: string; owner: string; ending: string }[] => {
  const [, owner = '', ending = ''] = /^(.+?)(?::\w+)?\.(\w+)$/.exec(file) ?? [];
  return ending === '' ? [] : [{ file, owner, ending }];
};

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}

function keep<Value>(make: (name: string) => Value): (name: string) => Value {
  const made = new Map<string, Value>();
  return (name) => {
    const known = made.get(name) ?? make(name);
    made.set(name, known);
    return known;
  };
}

/**
 * The package, of those just transacted, that ships this very content elsewhere and whose name stands in the path: its scripts put
 * the copy there (settings made from a template, a configuration file renamed on removal).
 */
function copiedBy(database: DpkgDatabase, path: string, md5: string, transacted: readonly string[]): string | null {
  const parts = path.split(/[/.]/);
  return transacted.find((name) => parts.includes(name) && database.ships(name, md5)) ?? null;
}

const speaksOf = (script: string, account: string): boolean => new RegExp(`\\b${account.replaceAll(/\W/g, '\\$&')}\\b`).test(script);

const textOf = (reading: Reading<string>): string => (reading.status === 'read' ? reading.value : '');

/** Which installed package lists each of `paths`: one pass over dpkg's lists of files. */
function findOwners(files: HostFiles, paths: readonly string[]): Map<string, string> {
  const named = Map.groupBy(
    paths.flatMap((path) => namesOf(path).map((name) => ({ name, path }))),
    ({ name }) => name,
  );
  const fewNames = named.size <= 50; // a line of every file of every package is a lot of memory for a few questions
  const owners = new Map<string, string>();
  const listing = files.list(info);
  for (const { name } of listing.status === 'read' ? listing.value : []) {
    if (!name.endsWith('.list')) continue;
    const text = `\n${textOf(files.readText(`${info}/${name}`, textLimit))}\n`;
    for (const entry of fewNames ? [...named.keys()].filter((wanted) => text.includes(`\n${wanted}\n`)) : text.split('\n'))
      for (const { path } of named.get(entry) ?? []) owners.set(path, name.slice(0, -'.list'.length).replace(/:\w+$/, ''));
  }
  return owners;
}

/** Lines of `md5  path`. */
function digestLines(text: string): Map<string, string> {
  return new Map([...text.matchAll(/^([0-9a-f]{32}) [ *](.+)$/gm)].map(([, digest = '', path = '']) => [path, digest]));
}

/** Configuration files and their digests as shipped, from the Conffiles fields of dpkg's status file. */
function conffileDigests(status: string): Map<string, string> {
  return new Map([...status.matchAll(/^ (\/\S.*) ([0-9a-f]{32})(?: obsolete)?$/gm)].map(([, path = '', digest = '']) => [path, digest]));
}
