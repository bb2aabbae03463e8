import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHostFiles } from '../../../src/platform/host-files.ts';
import { readRpmUpdates, type RpmUpdates } from '../../../src/platform/linux/rpm-repositories/read-rpm-updates.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

const never = new AbortController().signal;

interface Rpm {
  readonly name: string;
  readonly version: string;
  readonly release?: string;
  readonly epoch?: string;
  readonly arch?: string;
  /** Of `rpm:obsoletes`. */
  readonly replaces?: string;
}
interface Update {
  readonly type?: string;
  readonly issued?: string;
  readonly module?: string;
  readonly packages: readonly Rpm[];
}

const primaryOf = (packages: readonly Rpm[]): string =>
  `<?xml version="1.0"?><metadata xmlns="http://linux.duke.edu/metadata/common" xmlns:rpm="http://linux.duke.edu/metadata/rpm">${packages
    .map(
      ({ name, version, release = '1', epoch = '0', arch = 'x86_64', replaces = '' }) =>
        `<package type="rpm"><name>${name}</name><arch>${arch}</arch><version epoch="${epoch}" ver="${version}" rel="${release}"/><summary>&lt;x&gt;</summary><format><rpm:provides><rpm:entry name="${name}" epoch="9" ver="9"/></rpm:provides>${replaces === '' ? '' : `<rpm:obsoletes>${replaces}</rpm:obsoletes>`}<name>other</name></format></package>`,
    )
    .join('')}</metadata>`;

const updateinfoOf = (updates: readonly Update[]): string =>
  `<updates>${updates
    .map(
      ({ type = 'security', issued = '2026-03-01 10:00:00', module = '', packages }) =>
        `<update type="${type}"><id>A</id><issued date="${issued}"/><pkglist><collection>${module}${packages
          .map(
            ({ name, version, release = '1', epoch = '0', arch = 'x86_64' }) =>
              `<package name="${name}" version="${version}" release="${release}" epoch="${epoch}" arch="${arch}"><filename>f</filename></package>`,
          )
          .join('')}</collection></pkglist></update>`,
    )
    .join('')}</updates>`;

const packers: Readonly<Record<string, (text: string) => Uint8Array>> = {
  '': (text) => Buffer.from(text),
  '.gz': (text) => gzipSync(text),
  '.zst': (text) => zstdCompressSync(text),
  '.xz': (text) => Buffer.from(text),
};

/** Metadata of a repository as dnf keeps it. */
function putRepository(
  root: string,
  id: string,
  { packages, updates, packing = '.gz', folder = `var/cache/dnf/${id}-0123456789abcdef` }: Metadata,
): void {
  const put = (path: string, bytes: Uint8Array): void => {
    mkdirSync(dirname(join(root, folder, path)), { recursive: true });
    writeFileSync(join(root, folder, path), bytes);
  };
  const pack = packers[packing] ?? ((text) => Buffer.from(text));
  const list = typeof packages === 'string' ? Buffer.from(packages) : pack(primaryOf(packages));
  const notes = updates && pack(updateinfoOf(updates));
  const data = (type: string, bytes: Uint8Array): string =>
    `<data type="${type}"><checksum type="sha256">${createHash('sha256').update(bytes).digest('hex')}</checksum><open-checksum type="sha256">00</open-checksum><location href="repodata/1-${type}.xml${packing}"/></data>`;
  put('repodata/repomd.xml', Buffer.from(`<repomd>${data('primary', list)}${notes ? data('updateinfo', notes) : ''}</repomd>`));
  put(`repodata/1-primary.xml${packing}`, list);
  if (notes) put(`repodata/1-updateinfo.xml${packing}`, notes);
}
interface Metadata {
  readonly packages: readonly Rpm[] | string;
  readonly updates?: readonly Update[];
  readonly packing?: string;
  readonly folder?: string;
}

interface Machine {
  readonly installed: readonly (Rpm & { readonly full?: string })[];
  readonly repositories: Readonly<Record<string, Metadata>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly manager?: 'dnf' | 'zypper';
}

function updatesOf({ installed, repositories, files = {}, manager = 'dnf' }: Machine, root = tempFolder()): Promise<RpmUpdates> {
  const settings = Object.keys(repositories).map((id) => `[${id}]\nname = ${id}\nbaseurl=https://example.org/$basearch\n`);
  layOut(root, { 'etc/yum.repos.d/all.repo': settings.join('\n'), ...files });
  for (const [id, metadata] of Object.entries(repositories)) putRepository(root, id, metadata);
  const software = installed.map(({ name, version, release = '1', epoch, arch = 'x86_64' }) => ({
    manager: 'rpm' as const,
    name,
    version: `${epoch === undefined ? '' : `${epoch}:`}${version}-${release}`,
    arch,
  }));
  return readRpmUpdates({ files: createHostFiles(root), root, manager, installed: software }, never);
}

const a1 = { name: 'a', version: '1' };
const a2 = { name: 'a', version: '2' };
const pendingA2 = { name: 'a', installed: '1-1', candidate: '2-1', isSecurity: true, offeredSinceMs: Date.UTC(2026, 2, 1, 10) };
const repository = { packages: [a1, a2], updates: [{ packages: [a2] }] };

test.for(['', '.gz', '.zst'])('metadata packed as "%s" are read', async (packing) =>
  expect(await updatesOf({ installed: [a1], repositories: { base: { ...repository, packing } } })).toMatchObject({
    pending: [pendingA2],
    unreadLists: [],
    unclassed: [],
    listsFetchedAtMs: expect.any(Number),
  }),
);

const modular = (version: string) => ({ name: 'nodejs', version, release: '1.module+el8.9.0+1+ab' });
const moduleOf = (stream: string): string => `<module name="nodejs" stream="${stream}" version="1" context="c" arch="x86_64"/>`;
const streams = [
  { module: moduleOf('18'), packages: [modular('18.2')] },
  { module: moduleOf('20'), packages: [modular('20.1')] },
];
const enabled = { 'etc/dnf/modules.d/nodejs.module': '[nodejs]\nname=nodejs\nstream=18\nstate=enabled\n' };

const replacing = { name: 'b', version: '5' };
const entry = (flags: string, version: string): string => `<rpm:entry name="a" flags="${flags}" epoch="0" ver="${version}"/>`;

test.for<{ name: string; machine: Machine; told: Partial<RpmUpdates> }>([
  {
    name: 'the issue in seconds since the epoch',
    machine: { installed: [a1], repositories: { base: { packages: [a2], updates: [{ issued: '1772359200', packages: [a2] }] } } },
    told: { pending: [pendingA2] },
  },
  {
    name: 'the oldest of the advisories that are missing counts',
    machine: {
      installed: [a1],
      repositories: {
        base: {
          packages: [{ ...a2, version: '3' }],
          updates: [{ packages: [{ ...a2, version: '3' }] }, { issued: '2026-01-01', packages: [a2] }],
        },
      },
    },
    told: { pending: [{ ...pendingA2, candidate: '3-1', offeredSinceMs: Date.UTC(2026, 0, 1) }] },
  },
  {
    name: 'another architecture of the same package is another package',
    machine: { installed: [a1], repositories: { base: { packages: [{ ...a2, arch: 'i686' }], updates: [] } } },
    told: { pending: [] },
  },
  {
    name: 'a package that becomes independent of the architecture',
    machine: {
      installed: [a1],
      repositories: { base: { packages: [{ ...a2, arch: 'noarch' }], updates: [{ packages: [{ ...a2, arch: 'noarch' }] }] } },
    },
    told: { pending: [pendingA2] },
  },
  {
    name: 'an advisory of one repository about a package of another',
    machine: { installed: [a1], repositories: { base: { packages: [a2] }, security: { packages: [], updates: [{ packages: [a2] }] } } },
    told: { pending: [pendingA2], unclassed: [] },
  },
  {
    name: 'an advisory about what is not offered yet',
    machine: { installed: [a1], repositories: { base: { packages: [a1], updates: [{ packages: [a2] }] } } },
    told: { pending: [] },
  },
  {
    name: 'an update whose repository tells no classes',
    machine: { installed: [a1], repositories: { extras: { packages: [a2] } } },
    told: { pending: [{ name: 'a', installed: '1-1', candidate: '2-1', isSecurity: false }], unclassed: ['a'] },
  },
  {
    name: 'the stream of a module that is switched on',
    machine: {
      installed: [modular('18.1')],
      repositories: { app: { packages: [modular('18.2'), modular('20.1')], updates: streams } },
      files: enabled,
    },
    told: {
      pending: [{ ...pendingA2, name: 'nodejs', installed: '18.1-1.module+el8.9.0+1+ab', candidate: '18.2-1.module+el8.9.0+1+ab' }],
      unclassed: [],
    },
  },
  {
    name: 'a module that nobody switched on',
    machine: { installed: [{ name: 'nodejs', version: '10' }], repositories: { app: { packages: [modular('20.1')], updates: streams } } },
    told: { pending: [], unclassed: [] },
  },
  {
    name: 'an advisory about a module that names no stream',
    machine: {
      installed: [modular('18.1')],
      repositories: { app: { packages: [modular('18.2')], updates: [{ packages: [modular('18.2')] }] } },
      files: enabled,
    },
    told: { pending: [], unclassed: ['nodejs'] },
  },
  {
    name: 'a package of no module is hidden by the module that is installed',
    machine: {
      installed: [modular('18.1')],
      repositories: { app: { packages: [{ name: 'nodejs', version: '22' }], updates: [] } },
      files: enabled,
    },
    told: { pending: [] },
  },
  {
    name: 'a repository that dnf 5 overrides',
    machine: {
      installed: [a1],
      repositories: { base: repository, more: { packages: [] } },
      files: { 'etc/dnf/repos.override.d/9.repo': '[base]\nenabled=0\n' },
    },
    told: { pending: [] },
  },
  {
    name: 'the folder of a repository whose name begins like another',
    machine: { installed: [a1], repositories: { 'base-debug': repository }, files: { 'etc/yum.repos.d/all.repo': '[base]\nname=b\n' } },
    told: { pending: [], listsFetchedAtMs: null },
  },
  {
    name: 'a package that another one takes the place of, of which nothing says whether it is for security',
    machine: { installed: [a1], repositories: { base: { packages: [{ ...replacing, replaces: entry('LT', '2') }], updates: [] } } },
    told: { pending: [{ name: 'a', installed: '1-1', candidate: 'b 5-1', isSecurity: false }], unclassed: ['a'] },
  },
  {
    name: 'a package of which another one takes the place of older versions alone',
    machine: { installed: [a2], repositories: { base: { packages: [{ ...replacing, replaces: entry('LT', '2') }], updates: [] } } },
    told: { pending: [], unclassed: [] },
  },
  {
    name: 'a package that takes the place of its own older versions',
    machine: { installed: [a2], repositories: { base: { packages: [{ ...a2, replaces: entry('LE', '9') }], updates: [] } } },
    told: { pending: [], unclassed: [] },
  },
  {
    name: 'a repository in a folder of its own, and one in the main settings',
    machine: {
      installed: [a1, { name: 'c', version: '1' }],
      repositories: { elsewhere: repository, inline: { packages: [{ name: 'c', version: '2' }], updates: [] } },
      files: {
        'etc/yum.repos.d/all.repo': '',
        'etc/dnf/dnf.conf': '[main]\nreposdir = /etc/own.repos, /etc/more\n[inline]\nbaseurl=https://example.org\n',
        'etc/own.repos/e.repo': '[elsewhere]\nenabled=1\n',
      },
    },
    told: { pending: [pendingA2, { name: 'c', installed: '1-1', candidate: '2-1', isSecurity: false }] },
  },
  {
    name: 'zypper',
    machine: {
      manager: 'zypper',
      installed: [a1],
      repositories: { 'repo-update': { ...repository, folder: 'var/cache/zypp/raw/repo-update' } },
      files: { 'etc/zypp/repos.d/u.repo': '[repo-update]\nenabled=1\n' },
    },
    told: { pending: [pendingA2] },
  },
  {
    name: 'a machine without repositories',
    machine: { installed: [a1], repositories: {} },
    told: { pending: null, listsFetchedAtMs: null },
  },
])('$name', async ({ machine, told }) => expect(await updatesOf(machine)).toMatchObject(told));

const bomb = `<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><metadata><package><name>&b;</name></package></metadata>`;
test.for([
  { name: 'xz', packages: [a2], packing: '.xz', reason: 'its compression is not read' },
  { name: 'text that is no gzip', packages: 'no gzip at all', packing: '.gz', reason: 'incorrect header check' },
  { name: 'a document cut short', packages: '<metadata><package>', packing: '', reason: 'unclosed tag' },
  { name: 'entities of its own', packages: bomb, packing: '', reason: 'document type' },
  { name: 'a thousand levels', packages: '<a>'.repeat(1000) + '</a>'.repeat(1000), packing: '', reason: 'levels' },
  { name: 'megabytes without a tag', packages: `<metadata>${'a'.repeat(10_000_000)}</metadata>`, packing: '', reason: 'too much text' },
])('$name is refused with its reason, and what other repositories offer still counts', async ({ packages, packing, reason }) => {
  const { pending, unreadLists } = await updatesOf({ installed: [a1], repositories: { bad: { packages, packing }, base: repository } });
  expect(pending).toEqual([pendingA2]);
  expect(unreadLists).toEqual([expect.stringContaining(`bad: `)]);
  expect(unreadLists[0]).toContain(reason);
});

test.for(['../../../etc/passwd.xml', 'repodata/../x.xml', '/etc/x.xml', 'https://example.org/x.xml'])(
  'an index that leads to %s is not followed',
  async (href) => {
    const root = tempFolder();
    const files = {
      'var/cache/dnf/base-0123456789abcdef/repodata/repomd.xml': `<repomd><data type="primary"><checksum type="sha256">00</checksum><location href="${href}"/></data></repomd>`,
    };
    const settings = { 'etc/yum.repos.d/base.repo': '[base]\nname=b\n' };
    const { unreadLists } = await updatesOf({ installed: [a1], repositories: {}, files: { ...files, ...settings } }, root);
    expect(unreadLists).toEqual(['base: its index leads elsewhere']);
  },
);

test('when a repository changed its address, what was fetched last counts', async () => {
  const root = tempFolder();
  putRepository(root, 'base', { ...repository, folder: 'var/cache/dnf/base-fedcba9876543210' });
  await new Promise((resolve) => setTimeout(resolve, 20));
  const { pending } = await updatesOf({ installed: [a1], repositories: { base: { packages: [a1], updates: [] } } }, root);
  expect(pending).toEqual([]);
});

test('a list that is cut or changed anywhere is read or refused, never a failure', async () => {
  const whole = gzipSync(primaryOf([a1, a2]));
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (at, byte, isCut) => {
      const root = tempFolder();
      const bytes = Buffer.from(isCut ? whole.subarray(0, at) : whole);
      if (!isCut) bytes[at] = byte;
      putRepository(root, 'base', { packages: [a1, a2] });
      writeFileSync(join(root, 'var/cache/dnf/base-0123456789abcdef/repodata/1-primary.xml.gz'), bytes);
      layOut(root, { 'etc/yum.repos.d/base.repo': '[base]\n' });
      const { pending, unreadLists } = await readRpmUpdates({ files: createHostFiles(root), root, manager: 'dnf', installed: [] }, never);
      expect(pending).toEqual([]);
      expect(unreadLists.length).toBeLessThanOrEqual(1);
      if (isCut || byte !== whole[at]) expect(unreadLists).toHaveLength(1);
    }),
    { numRuns: 100 },
  );
});

test('a cancelled reading ends as one', async () => {
  const root = tempFolder();
  putRepository(root, 'base', repository);
  layOut(root, { 'etc/yum.repos.d/base.repo': '[base]\n' });
  const reading = readRpmUpdates({ files: createHostFiles(root), root, manager: 'dnf', installed: [] }, AbortSignal.abort());
  await expect(reading).rejects.toThrow('aborted');
});

test('the order of packages and repositories changes nothing', async () => {
  const rpm = fc.record({
    name: fc.constantFrom('a', 'b'),
    version: fc.constantFrom('1', '2', '2~rc', '10'),
    arch: fc.constantFrom('x86_64', 'noarch'),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(rpm, { maxLength: 4 }),
      fc.array(rpm, { maxLength: 8 }),
      fc.array(rpm, { maxLength: 4 }),
      async (installed, offered, fixed) => {
        const base = { packages: offered, updates: [{ packages: fixed }] };
        const turned = { packages: offered.toReversed(), updates: [{ packages: fixed.toReversed() }] };
        const extras = { packages: [], updates: [] };
        const one = await updatesOf({ installed, repositories: { base, extras } });
        const other = await updatesOf({ installed, repositories: { extras, base: turned } });
        expect(other.pending).toEqual(one.pending);
      },
    ),
    { numRuns: 60 },
  );
});

test.for([
  {
    name: 'another file',
    index: (text: string) => text.replace(/[0-9a-f]{64}/, '0'.repeat(64)),
    reason: 'its checksum is not the one in its index',
  },
  { name: 'an unknown kind', index: (text: string) => text.replace('type="sha256"', 'type="md5"'), reason: 'its index names no checksum' },
  { name: 'none', index: (text: string) => text.replace(/<checksum.*?<\/checksum>/, ''), reason: 'its index names no checksum' },
])('a list whose index has the checksum of $name is refused', async ({ index, reason }) => {
  const root = tempFolder();
  putRepository(root, 'base', repository);
  const file = join(root, 'var/cache/dnf/base-0123456789abcdef/repodata/repomd.xml');
  writeFileSync(file, index(readFileSync(file, 'utf8')));
  layOut(root, { 'etc/yum.repos.d/base.repo': '[base]\n' });
  const { unreadLists } = await readRpmUpdates({ files: createHostFiles(root), root, manager: 'dnf', installed: [] }, never);
  expect(unreadLists).toEqual([expect.stringContaining(reason)]);
});
