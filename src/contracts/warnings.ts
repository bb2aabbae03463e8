import { z } from 'zod';
import { exposureStatuses, exposureUnknowns } from '../domain/advisories/exposure.ts';
import { machineStates } from '../domain/warnings/figures.ts';
import type { RankedCve } from '../domain/warnings/rank-cves.ts';
import { rankReasons } from '../domain/warnings/ranking.ts';
import { impacts, mostCharacters, mostCves, mostProducts, warningStates } from '../domain/warnings/warning.ts';
import { isoInstant } from './finding.ts';
import { cursor, pageQuery } from './http-api.ts';
import { sha256Hex } from './summary.ts';

/** Control characters would break lines of lists and of files that are handed on. */
const line = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}+$/u)
    .regex(/\S/);

export const cveId = z.string().regex(/^CVE-\d{4}-\d{4,19}$/);
const day = z.iso.date();
const count = z.int().nonnegative();

/** What a person enters or confirms of an authority's letter; days are those of Vietnam. */
export const warningContent = z.strictObject({
  number: line(mostCharacters.number),
  issuer: line(mostCharacters.issuer),
  issuedOn: day,
  title: line(mostCharacters.title),
  cves: z.array(z.strictObject({ cve: cveId, impact: z.enum(impacts) })).max(mostCves),
  products: z.array(line(mostCharacters.product)).max(mostProducts),
  effect: z.string().max(mostCharacters.effect),
  isExploited: z.boolean(),
  deadline: day.nullable(),
});

export const stateCounts = z.strictObject({
  missing: count,
  'end-of-life': count,
  unknown: count,
  silent: count,
  remediated: count,
  'not-affected': count,
});
/** `remediated`/`total` is what an authority asks for; machines that are not known to be unconcerned are in the total. */
export const warningFigures = z.strictObject({ counts: stateCounts, remediated: count, total: count, imported: count });

export const warning = warningContent.extend({
  warningId: z.uuid(),
  state: z.enum(warningStates),
  figures: warningFigures,
  /** Past its deadline with machines still to do. */
  isOverdue: z.boolean(),
  /** Null until its CVEs were held against the inventories: every machine is unknown until then. */
  judgedAt: isoInstant.nullable(),
  countedAt: isoInstant.nullable(),
});
export type Warning = z.infer<typeof warning>;

export const warningQuery = pageQuery.extend({ state: z.enum(warningStates).optional() });
export const warningPage = z.strictObject({ items: z.array(warning), nextCursor: cursor.nullable() });

export const fileName = line(200);
export const attachment = z.strictObject({
  digest: sha256Hex,
  name: z.string(),
  contentType: z.string(),
  bytes: count,
  attachedAt: isoInstant,
});
export type Attachment = z.infer<typeof attachment>;

export const unitFigures = z.strictObject({ unitId: z.uuid(), unitName: z.string(), figures: warningFigures });
export type UnitFigures = z.infer<typeof unitFigures>;
/** Figures at the end of a day; a day on which nothing changed is left out. */
export const dayFigures = z.strictObject({ day, figures: warningFigures });
export type DayFigures = z.infer<typeof dayFigures>;
export const warningEvents = ['created', 'edited', 'closed', 'reopened', 'attached'] as const;

const rankedCve: z.ZodType<RankedCve> = z.strictObject({
  place: z.int().positive(),
  aheadBy: z.enum(rankReasons).nullable(),
  cve: cveId,
  impact: z.enum(impacts),
  isUsedByRansomware: z.boolean(),
  isExploited: z.boolean(),
  exploitProbability: z.number().nullable(),
  cvss: z.number().nullable(),
  machines: z.strictObject({ missing: count, unknown: count }).nullable(),
});

export const warningDetail = z.strictObject({
  warning,
  /** How old the vulnerability data is that its figures rest on; null where there is none. */
  dataReadAt: isoInstant.nullable(),
  /** Its CVEs in the order of what to fix first. */
  ranking: z.array(rankedCve),
  units: z.array(unitFigures),
  trend: z.array(dayFigures),
  attachments: z.array(attachment),
  events: z.array(z.strictObject({ at: isoInstant, by: z.string(), what: z.enum(warningEvents) })),
});
export type WarningDetail = z.infer<typeof warningDetail>;

export const need = z.strictObject({
  item: z.string(),
  installed: z.string().nullable(),
  versions: z.array(z.string()),
  updates: z.array(z.string()),
  remedy: z.string().nullable(),
});

export const warnedMachine = z.strictObject({
  machineId: z.uuid(),
  hostname: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  state: z.enum(machineStates),
  /** What its last inventory says, also where the machine is silent; null where that was not judged. */
  lastStatus: z.enum(exposureStatuses).nullable(),
  reason: z.enum(exposureUnknowns).nullable(),
  needs: z.array(need),
  /** When it was last heard of; null for an endpoint that never reported. For an imported machine when it was imported. */
  heardAt: isoInstant.nullable(),
  isImported: z.boolean(),
  /** File that an imported machine was read from; null for one with an agent. */
  source: z.string().nullable(),
});
export type WarnedMachine = z.infer<typeof warnedMachine>;
export const machineQuery = pageQuery.extend({ state: z.enum(machineStates).optional(), unitId: z.uuid().optional() });
export const machinePage = z.strictObject({ items: z.array(warnedMachine), nextCursor: cursor.nullable() });

/** What to fix first; `aheadBy` is the reason why it stands before the next one. */
export const rankedWarning = z.strictObject({
  place: z.int().positive(),
  aheadBy: z.enum(rankReasons).nullable(),
  warningId: z.uuid(),
  number: z.string(),
  title: z.string(),
  isUsedByRansomware: z.boolean(),
  isExploited: z.boolean(),
  exploitProbability: z.number().nullable(),
  cvss: z.number().nullable(),
  machinesMissing: count,
  machinesUnknown: count,
});
export type RankedWarning = z.infer<typeof rankedWarning>;
export const warningRanking = z.strictObject({ items: z.array(rankedWarning) });
