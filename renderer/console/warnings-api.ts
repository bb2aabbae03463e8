import { z } from 'zod';
import { letterReading } from '../../src/contracts/letter-reading.ts';
import { vulnerabilityData } from '../../src/contracts/vulnerability-data.ts';
import { attachment, machinePage, warning, warningDetail, warningPage, warningRanking } from '../../src/contracts/warnings.ts';
import type { MachineState } from '../../src/domain/warnings/figures.ts';
import type { WarningContent, WarningState } from '../../src/domain/warnings/warning.ts';
import type { Answer } from './answer.ts';
import { type PageRequest, queryOf, type Requests } from './requests.ts';

/** A file of 10 MB over a slow line. */
const uploadMs = 180_000;

export interface WarnedMachineRequest extends PageRequest {
  readonly state?: MachineState | undefined;
}

const attachments = z.strictObject({ items: z.array(attachment) });

/** What the pages about warnings ask for and store. */
export interface WarningsApi {
  readonly clock: Requests['clock'];
  vulnerabilityData(signal: AbortSignal): Promise<Answer<z.infer<typeof vulnerabilityData>>>;
  warnings(request: PageRequest, signal: AbortSignal): Promise<Answer<z.infer<typeof warningPage>>>;
  ranking(signal: AbortSignal): Promise<Answer<z.infer<typeof warningRanking>>>;
  warning(warningId: string, signal: AbortSignal): Promise<Answer<z.infer<typeof warningDetail>>>;
  warnedMachines(warningId: string, request: WarnedMachineRequest, signal: AbortSignal): Promise<Answer<z.infer<typeof machinePage>>>;
  /** What is recognised in the text of a letter; nothing is stored. */
  letterReading(text: string, signal: AbortSignal): Promise<Answer<z.infer<typeof letterReading>>>;
  createWarning(content: WarningContent, signal: AbortSignal): Promise<Answer<z.infer<typeof warning>>>;
  editWarning(warningId: string, content: WarningContent, signal: AbortSignal): Promise<Answer<z.infer<typeof warning>>>;
  setWarningState(warningId: string, state: WarningState, signal: AbortSignal): Promise<Answer<z.infer<typeof warning>>>;
  attachFile(warningId: string, file: File, signal: AbortSignal): Promise<Answer<z.infer<typeof attachments>>>;
}

export function createWarningsApi({ clock, ask, get, send }: Requests): WarningsApi {
  return {
    clock,
    vulnerabilityData: (signal) => get(vulnerabilityData, '/vulnerability-data', signal),
    warnings: (request, signal) => get(warningPage, `/warnings${queryOf({ ...request })}`, signal),
    ranking: (signal) => get(warningRanking, '/warnings/ranking', signal),
    warning: (warningId, signal) => get(warningDetail, ofWarning(warningId), signal),
    warnedMachines: (warningId, request, signal) => get(machinePage, `${ofWarning(warningId)}/machines${queryOf({ ...request })}`, signal),
    letterReading: (text, signal) => send(letterReading, 'POST', '/warnings/proposals', { text }, signal),
    createWarning: (content, signal) => send(warning, 'POST', '/warnings', content, signal),
    editWarning: (warningId, content, signal) => send(warning, 'PUT', ofWarning(warningId), content, signal),
    setWarningState: (warningId, state, signal) => send(warning, 'PUT', `${ofWarning(warningId)}/state`, { state }, signal),
    attachFile: (warningId, file, signal) =>
      ask(
        attachments,
        `${ofWarning(warningId)}/attachments${queryOf({ name: file.name })}`,
        { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body: file },
        signal,
        uploadMs,
      ),
  };
}

const ofWarning = (warningId: string): string => `/warnings/${encodeURIComponent(warningId)}`;
