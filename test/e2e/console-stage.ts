import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { build } from 'vite';
import { vi } from 'vitest';
import { addPerson } from '../../src/collector/access/invite.ts';
import { createSignInLink, withStore } from '../../src/collector/administration.ts';
import { startCollector } from '../../src/collector/start-collector.ts';
import { isRoleOfUnit, type Role } from '../../src/domain/access/roles.ts';
import { personWith, type SignedInPerson } from '../fixtures/collector/people.ts';
import type { AdvisoryRecord } from '../../src/domain/advisories/advisory.ts';
import { openAdvisoryStore } from '../../src/storage/advisories/advisory-store.ts';
import { type Configuration, configuration } from '../../src/contracts/configuration.ts';
import { origin } from '../support/advisory-store.ts';
import { createProvince, type EnrolledMachine, type Province } from './console-province.ts';
import { found, intrusionReport } from './console-story.ts';

export const unitNames = ['Bệnh viện Đa khoa tỉnh', 'Trung tâm Y tế huyện Mường Lát', 'Trạm Y tế phường Hàm Rồng'] as const;

export interface BareStage {
  readonly url: string;
  readonly dataFolder: string;
  readonly configuration: Configuration['collector'];
  /** The built console. */
  readonly consoleFolder: string;
  readonly province: Province;
  signInLink(): Promise<string>;
  /** The link by which this person sets a first password. */
  invitation(person: { readonly login: string; readonly name: string; readonly role: 'auditor' }): Promise<string>;
  /** Somebody with this role and a second factor, who is signed in; of the first unit where it is a role of one. */
  person(role: Role, login?: string): Promise<SignedInPerson>;
  /** Other settings, from the next `restart` on. */
  configure(over: Partial<Configuration['collector']>): void;
  /** Imports as a process beside the collector does; `daysAgo` is when. */
  importKnowledge(records: readonly AdvisoryRecord[], daysAgo?: number): void;
  /** Sets the collector's clock back by so many ms. */
  setBack(ms: number): void;
  /** Ends the collector, as a power cut in the server room would; `restart` brings it back at the same address. */
  stop(): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A real collector that nobody has enrolled at, serving the console of these very sources. */
export async function openStage(): Promise<BareStage> {
  const folder = mkdtempSync(join(tmpdir(), 'wardwatch-console-'));
  const consoleFolder = join(folder, 'console');
  const dataFolder = join(folder, 'data');
  const configFile = join(import.meta.dirname, '../../build/vite.console.config.ts');
  // Vitest's own NODE_ENV would build React for its developers.
  vi.stubEnv('NODE_ENV', 'production');
  await build({ configFile, logLevel: 'error', build: { outDir: consoleFolder, emptyOutDir: true } });
  vi.unstubAllEnvs();

  let behindMs = 0;
  const clock = { now: () => Date.now() - behindMs };
  let settings = { ...configuration.parse({}).collector, port: 0 };
  const start = () => startCollector({ dataFolder, configuration: settings, consoleFolder, clock, log: pino({ level: 'silent' }) });
  let collector = await start();
  settings = { ...settings, port: collector.port };
  const { url } = collector;
  const province = createProvince({ url, dataFolder, configuration: settings });
  return {
    url,
    dataFolder,
    configuration: settings,
    consoleFolder,
    province,
    signInLink: async () => (await createSignInLink({ dataFolder, configuration: settings })).link,
    invitation: (person) =>
      withStore({ dataFolder, configuration: settings }, async (store, now) => {
        const { link } = await addPerson({ ...person, unitId: null }, { store, configuration: settings, now });
        return link;
      }),
    person: (role, login) =>
      withStore({ dataFolder, configuration: settings }, async (store, now) => {
        const unit = isRoleOfUnit(role) ? await store.units.ensure(unitNames[0], now) : null;
        const at = { now: () => now, advance: () => undefined };
        return personWith({ store, clock: at }, role, { unitId: unit?.unitId ?? null, ...(login === undefined ? {} : { login }) });
      }),
    configure(over) {
      settings = { ...settings, ...over };
    },
    importKnowledge(records, daysAgo = 0) {
      const store = openAdvisoryStore(dataFolder);
      const readAt = new Date(Date.now() - daysAgo * 86_400_000).toISOString();
      store.documents.put({ ...origin('told-on-stage.json', JSON.stringify(records)), readAt }, records);
      store.close();
    },
    setBack(ms) {
      behindMs = ms;
    },
    stop: () => collector.close(),
    async restart() {
      collector = await start();
    },
    async close() {
      province.close();
      await collector.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Stage extends BareStage {
  readonly machines: { readonly reception: EnrolledMachine; readonly crowded: EnrolledMachine; readonly silent: EnrolledMachine };
}

/** The same with three units whose machines really reported. */
export async function setStage(): Promise<Stage> {
  const stage = await openStage();
  const [hospital, centre, post] = unitNames;
  stage.setBack(5 * 3_600_000);
  const silent = await stage.province.enrol({ unitName: centre, hostname: 'ml-tiep-don-02' });
  await silent.report({ createdAt: new Date(Date.now() - 5 * 3_600_000).toISOString() });
  stage.setBack(0);
  const reception = await stage.province.enrol({ unitName: hospital, hostname: 'bvt-tiep-don-01' });
  const imaging = await stage.province.enrol({ unitName: hospital, hostname: 'bvt-cdha-pacs' });
  await imaging.report({ host: { hostname: '', os: 'linux', osName: 'Ubuntu', osVersion: '24.04.1 LTS', kernel: '6.8.0-49-generic' } });
  const crowded = await stage.province.enrol({ unitName: hospital, hostname: 'bvt-khoa-duoc-03' });
  await crowded.report({
    createdAt: new Date(Date.now() + 7 * 60_000).toISOString(),
    verdicts: [{ scannerId: 'patch-status', status: 'unknown', reason: 'update-lists-stale', subjects: [] }],
    findings: [
      ...Array.from({ length: 30 }, (_, at) =>
        found('configuration-file.modified', `/etc/profile.d/duoc-${at + 1}.sh`, {
          severity: 'medium',
          state: 'resolved',
          minutes: 9000 - at,
        }),
      ),
      found('patch-status.update-lists-stale', 'update-lists', { severity: 'medium', minutes: 4000 }),
    ],
  });
  const centreServer = await stage.province.enrol({ unitName: centre, hostname: 'ml-may-chu-his' });
  await centreServer.report({
    findings: [
      found('systemd-service.added', 'his-sync.service', { minutes: 600 }),
      found('listening-port.removed', 'tcp/8080 /usr/bin/java', { severity: 'info', minutes: 590 }),
    ],
  });
  await reception.report(intrusionReport);
  await stage.province.enrol({ unitName: post, hostname: 'HAMRONG-PC1', os: 'win32' });

  return { ...stage, machines: { reception, crowded, silent } };
}
