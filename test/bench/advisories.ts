import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fillAdvisories, madeInventory, madeRanges } from './made-advisories.ts';
import { madeKevCatalogue, osvDocumentOf, writeArchive, writeLines } from './made-documents.ts';
import { type Limit, median, type Measured, printTable } from './table.ts';

const packages = 2000;
const ranges = 300_000;
const documents = 100_000;

export interface AdvisoriesBench {
  /** Where the bundled programs lie. */
  readonly programs: string;
  /** A folder of its own; emptied. */
  readonly folder: string;
  /** CISA's catalogue, where there is one. */
  readonly kevFolder: string;
  readonly rounds: number;
}

const installedOf = (count: number) =>
  (madeInventory(count).software ?? []).map(({ name, version }) => ({ source: name, version: version ?? '' }));

function run<Result>(
  schema: z.ZodType<Result>,
  program: string,
  args: readonly string[],
): { readonly seconds: number; readonly result: Result } {
  const startedMs = performance.now();
  const out = execFileSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  return { seconds: (performance.now() - startedMs) / 1000, result: schema.parse(JSON.parse(out)) };
}

const matched = z.object({ affected: z.number(), openMs: z.number(), targetMs: z.number(), matchMs: z.number(), aboveMb: z.number() });

/** One inventory against a filled store, each time in a process of its own; true where every limit holds. */
export function benchMatching({ programs, folder, rounds }: AdvisoriesBench): boolean {
  return within(folder, () => {
    const inventoryFile = join(folder, 'inventory.json');
    writeFileSync(inventoryFile, JSON.stringify(madeInventory(packages)));
    const stores = [1000, 4000].map((hits) => ({ hits, data: join(folder, String(hits)) }));
    for (const { hits, data } of stores) fillAdvisories(data, madeRanges(installedOf(packages), ranges, hits));
    const taken = new Map<number, z.infer<typeof matched>[]>();
    for (let round = 0; round < Math.max(rounds, 5); round += 1)
      for (const { hits, data } of stores) {
        const { result } = run(matched, join(programs, 'match-inventory.js'), [data, inventoryFile]);
        taken.set(hits, [...(taken.get(hits) ?? []), result]);
      }
    const middle = (hits: number, field: keyof z.infer<typeof matched>): number => median((taken.get(hits) ?? []).map((one) => one[field]));
    const limits: Limit[] = [
      { what: `match, ${middle(1000, 'affected')} affected, ms`, ratio: middle(1000, 'matchMs'), atMost: 50 },
      { what: 'memory above what Node and modules take, MB', ratio: middle(1000, 'aboveMb'), atMost: 40 },
      { what: `match, ${middle(4000, 'affected')} affected, ms`, ratio: middle(4000, 'matchMs'), atMost: 200 },
      { what: 'memory above what Node and modules take, MB', ratio: middle(4000, 'aboveMb'), atMost: 40 },
      { what: 'store opened, ms', ratio: middle(1000, 'openMs'), atMost: 50 },
      { what: 'names and ends of support of all packages told, ms', ratio: middle(1000, 'targetMs'), atMost: 50 },
    ];
    return printTable(`Match: ${packages} packages against ${ranges} ranges`, [], limits);
  });
}

const imported = z.object({ imported: z.number(), refused: z.number(), seconds: z.number(), peakMb: z.number() });

/** Documents into a new store, each time as a whole process; true where every limit holds. */
export function benchImporting({ programs, folder, kevFolder, rounds }: AdvisoriesBench): boolean {
  return within(folder, () => {
    const made = [...madeRanges(installedOf(packages), documents, documents / 100)];
    const [lines, archive] = [join(folder, 'osv.jsonl'), join(folder, 'osv.zip')];
    writeLines(lines, made.map(osvDocumentOf));
    writeArchive(
      archive,
      made.map((range) => [`DEBIAN-${range.cve}.json`, osvDocumentOf(range)] as const),
    );
    const kev = kevCatalogue(folder, kevFolder);
    const peak: Record<string, number> = {};
    const measured: Record<string, Measured> = {};
    const take = (name: string, source: string, expected: number): void => {
      const data = join(folder, 'data');
      const { seconds, result } = run(imported, join(programs, 'import-sources.js'), [data, source]);
      rmSync(data, { recursive: true });
      if (result.imported !== expected || result.refused > 0)
        throw new Error(`${name}: ${result.imported} imported, ${result.refused} refused`);
      peak[name] = Math.max(peak[name] ?? 0, result.peakMb);
      (measured[name] ??= { name, seconds: [] }).seconds.push(seconds);
    };
    for (let round = 0; round < rounds; round += 1) {
      take(kev.name, kev.path, 1);
      take('OSV as JSON Lines', lines, documents);
      take('OSV as an archive', archive, documents);
    }
    const at = (name: string): number => median(measured[name]?.seconds ?? []);
    const limits: Limit[] = [
      { what: `${kev.name} as a whole process, s`, ratio: at(kev.name), atMost: 1 },
      { what: `${documents} OSV documents as JSON Lines, documents/s`, ratio: documents / at('OSV as JSON Lines'), atLeast: 5000 },
      { what: `${documents} OSV documents as an archive, documents/s`, ratio: documents / at('OSV as an archive'), atLeast: 5000 },
      ...Object.entries(peak).map(([name, megabytes]) => ({ what: `peak memory: ${name}, MB`, ratio: megabytes, atMost: 400 })),
    ];
    return printTable('Import', Object.values(measured), limits);
  });
}

function kevCatalogue(folder: string, kevFolder: string): { readonly name: string; readonly path: string } {
  try {
    const file = readdirSync(kevFolder).find((name) => /^known_exploited_vulnerabilities[.\d-]*\.json$/.test(name));
    if (file !== undefined) return { name: "CISA's catalogue of known exploited vulnerabilities", path: join(kevFolder, file) };
  } catch {
    // Told below.
  }
  console.error(`wardwatch: there is no catalogue in ${kevFolder}; one of the same size is made up instead.`);
  const path = join(folder, 'kev.json');
  writeFileSync(path, JSON.stringify(madeKevCatalogue(1500)));
  return { name: 'a made-up catalogue of known exploited vulnerabilities', path };
}

const asked = z.object({ inventories: z.number(), answers: z.number(), affected: z.number(), seconds: z.number(), aboveMb: z.number() });

/** A warning of 20 vulnerabilities over all distinct inventories of a collector; true where every limit holds. */
export function benchExposures({ programs, folder, rounds }: AdvisoriesBench): boolean {
  return within(folder, () => {
    const program = join(programs, 'collector-exposures.js');
    run(z.object({ fillSeconds: z.number() }), program, [folder, 'fill']);
    const taken = Array.from({ length: rounds }, () => run(asked, program, [folder, 'ask']).result);
    const [first] = taken;
    if (!first || first.answers !== first.inventories * 20 || first.affected === 0) throw new Error('not every inventory was answered for');
    const limits: Limit[] = [
      { what: 'what 20 vulnerabilities mean for all of them, s', ratio: median(taken.map(({ seconds }) => seconds)), atMost: 1.5 },
      { what: 'memory above what Node, modules and the open stores take, MB', ratio: median(taken.map((one) => one.aboveMb)), atMost: 200 },
    ];
    const title = `Exposures at a collector: ${first.inventories} distinct inventories of 1,000 to 2,000 packages, ${first.affected} of ${first.answers} answers affected`;
    return printTable(title, [], limits);
  });
}

function within<Result>(folder: string, work: () => Result): Result {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    return work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
