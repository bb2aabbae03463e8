import type { PackagedFile, PackageRecords, PackageTransaction } from '../../domain/explanation.ts';
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
  const wanted = withLinkTargets(files, paths);
  const owners = findOwners(files, wanted);
  const accounts = new Map(
    wanted
      .filter((path) => path.startsWith('account:'))
      .map((path) => [
        path,
        {
          digest: null,
          linkTarget: null,
          owner: scriptsNaming(
            files,
            path,
            transactions.map((transaction) => transaction.package),
          ),
          recordedDigests: [],
        },
      ]),
  );
  const records = new Map<string, PackagedFile>(accounts);
  const conffiles = conffileDigests(textOf(files.readText('/var/lib/dpkg/status', textLimit)));
  const ucf = digestLines(textOf(files.readText('/var/lib/ucf/hashfile')), '');
  for (const path of wanted.filter((name) => name.startsWith('/'))) {
    const owner = owners.get(path) ?? ucfOwner(files, path);
    const digests = owner === null ? [] : digestsInLists(files, owner, path);
    const recordedDigests = [
      ...digests,
      ...namesOf(path).flatMap((name) => [conffiles.get(name), ucf.get(name)].filter((digest) => digest !== undefined)),
    ];
    const content = contentOf(files, root, path, 'md5');
    const copied = owner === null && content.digest !== null ? copiedBy(files, path, content.digest, transactions) : null;
    records.set(
      path,
      copied ? { ...content, owner: copied, recordedDigests: [content.digest ?? ''] } : { ...content, owner, recordedDigests },
    );
  }
  return { transactions, files: records };
}

/**
 * The package, of those just transacted, that ships this very content elsewhere and whose name stands in the path: its scripts put
 * the copy there (settings made from a template, a configuration file renamed on removal).
 */
function copiedBy(files: HostFiles, path: string, md5: string, transactions: readonly PackageTransaction[]): string | null {
  const named = transactions.filter(({ package: name }) => path.split(/[/.]/).includes(name));
  const ships = (name: string): boolean =>
    sumsOf(files, name).some((text) => text.includes(`${md5}  `)) ||
    textOf(files.readText('/var/lib/dpkg/status', textLimit)).includes(` ${md5}\n`);
  return named.find(({ package: name }) => ships(name))?.package ?? null;
}

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

function digestsInLists(files: HostFiles, owner: string, path: string): string[] {
  const names = namesOf(path).map((name) => name.slice(1));
  const digests = sumsOf(files, owner).map((text) => digestLines(text, ''));
  return digests.flatMap((known) => names.flatMap((name) => known.get(name) ?? []));
}

/** The texts of a package's lists of digests, one for each of its architectures. */
function sumsOf(files: HostFiles, owner: string): string[] {
  const listing = files.list(info);
  const names = listing.status === 'read' ? listing.value.map(({ name }) => name) : [];
  const own = names.filter((name) => name.endsWith('.md5sums') && name.replace(/(:\w+)?\.md5sums$/, '') === owner);
  return own.map((name) => textOf(files.readText(`${info}/${name}`, textLimit)));
}

/** Lines of `md5  path`. */
function digestLines(text: string, prefix: string): Map<string, string> {
  return new Map([...text.matchAll(/^([0-9a-f]{32}) [ *](.+)$/gm)].map(([, digest = '', path = '']) => [prefix + path, digest]));
}

/** Configuration files and their digests as shipped, from the Conffiles fields of dpkg's status file. */
function conffileDigests(status: string): Map<string, string> {
  return new Map([...status.matchAll(/^ (\/\S.*) ([0-9a-f]{32})(?: obsolete)?$/gm)].map(([, path = '', digest = '']) => [path, digest]));
}

/** The package that registered a configuration file with ucf(1). */
function ucfOwner(files: HostFiles, path: string): string | null {
  const registry = textOf(files.readText('/var/lib/ucf/registry'));
  return (
    registry
      .split('\n')
      .map((entry) => entry.split(/\s+/))
      .find(([, file]) => file === path)?.[0] ?? null
  );
}

/** The first of `packages` whose installation scripts speak of the account that `path` names. */
function scriptsNaming(files: HostFiles, path: string, packages: readonly string[]): string | null {
  const account = path.slice('account:'.length);
  const speaks = (name: string): boolean =>
    ['preinst', 'postinst', 'postrm'].some((script) =>
      new RegExp(`\\b${account.replaceAll(/\W/g, '\\$&')}\\b`).test(textOf(files.readText(`${info}/${name}.${script}`))),
    );
  return packages.find(speaks) ?? null;
}
