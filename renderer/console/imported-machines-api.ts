import type { z } from 'zod';
import { captureReading, type CaptureUpload, importedMachine, importedMachinePage } from '../../src/contracts/imported-machines.ts';
import type { Answer } from './answer.ts';
import type { EndpointRequest } from './api.ts';
import { queryOf, type Requests } from './requests.ts';

/** What the page of machines without an agent asks for and stores. */
export interface ImportedMachinesApi {
  importedMachines(request: EndpointRequest, signal: AbortSignal): Promise<Answer<z.infer<typeof importedMachinePage>>>;
  /** What is recognised; nothing is stored. */
  readCaptures(upload: CaptureUpload, signal: AbortSignal): Promise<Answer<z.infer<typeof captureReading>>>;
  importMachine(
    machine: CaptureUpload & { readonly unitId: string },
    signal: AbortSignal,
  ): Promise<Answer<z.infer<typeof importedMachine>>>;
}

export const createImportedMachinesApi = ({ get, send }: Requests): ImportedMachinesApi => ({
  importedMachines: (request, signal) => get(importedMachinePage, `/imported-machines${queryOf({ ...request })}`, signal),
  readCaptures: (upload, signal) => send(captureReading, 'POST', '/imported-machines/readings', upload, signal),
  importMachine: (machine, signal) => send(importedMachine, 'POST', '/imported-machines', machine, signal),
});
