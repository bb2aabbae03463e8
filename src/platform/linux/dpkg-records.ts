import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackagedFile, PackageRecords, PackageTransaction } from '../../domain/explanation.ts';
import { resolveLink } from '../../domain/explain-change.ts';
import type { HostFiles, Reading } from '../host.ts';
import { parseDpkgLog } from './dpkg-log.ts';

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
          md5: null,
          linkTarget: null,
          owner: scriptsNaming(
            files,
            path,
            transactions.map((transaction) => transaction.package),
          ),
          recordedMd5: [],
        },
      ]),
  );
  const records = new Map<string, PackagedFile>(accounts);
  const conffiles = conffileDigests(textOf(files.readText('/var/lib/dpkg/status', textLimit)));
  const ucf = digestLines(textOf(files.readText('/var/lib/ucf/hashfile')), '');
  for (const path of wanted.filter((name) => name.startsWith('/'))) {
    const owner = owners.get(path) ?? ucfOwner(files, path);
    const digests = owner === null ? [] : recordedDigests(files, owner, path);
    const recordedMd5 = [
      ...digests,
      ...namesOf(path).flatMap((name) => [conffiles.get(name), ucf.get(name)].filter((digest) => digest !== undefined)),
    ];
    const content = contentOf(files, root, path);
    const copied = owner === null && content.md5 !== null ? copiedBy(files, path, content.md5, transactions) : null;
    records.set(path, copied ? { ...content, owner: copied, recordedMd5: [content.md5 ?? ''] } : { ...content, owner, recordedMd5 });
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

/** The names of one file on a system whose /bin, /sbin and /lib lead into /usr. */
function namesOf(path: string): string[] {
  const merged = /^(?:\/usr)?(\/(?:bin|sbin|lib\w*)\/.*)$/.exec(path)?.[1];
  return merged ? [`/usr${merged}`, merged] : [path];
}

function withLinkTargets(files: HostFiles, paths: readonly string[]): string[] {
  const all = new Set<string>();
  const follow = (path: string): void => {
    if (all.has(path)) return;
    all.add(path);
    const state = path.startsWith('/') ? files.state(path) : null;
    if (state?.status === 'read' && state.value.linkTarget !== null) follow(resolveLink(path, state.value.linkTarget));
  };
  for (const path of paths) follow(path);
  return [...all];
}

function contentOf(files: HostFiles, root: string, path: string): Pick<PackagedFile, 'md5' | 'linkTarget'> {
  const state = files.state(path);
  if (state.status !== 'read') return { md5: null, linkTarget: null };
  if (state.value.digest === null) return { md5: null, linkTarget: state.value.linkTarget };
  try {
    return {
      md5: createHash('md5')
        .update(readFileSync(root === '/' ? path : join(root, path)))
        .digest('hex'),
      linkTarget: null,
    };
  } catch {
    return { md5: null, linkTarget: 'unreadable' }; // not gone, and explained by nothing
  }
}

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

function recordedDigests(files: HostFiles, owner: string, path: string): string[] {
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
