import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { readEnrolment } from '../../src/agent/identity.ts';
import { connectLocalApi } from '../../src/agent/local-api/local-client.ts';
import { endpoint } from '../../src/contracts/http-api.ts';
import { uploadNow } from '../../src/contracts/local-api.ts';
import { freePort } from './free-port.ts';
import { type Running, wardwatch, wardwatchRunning } from './run-wardwatch.ts';
import { enrolmentStringOf, quietAgent } from './scripted-workstation.ts';
import { tempFolder } from './temp-folder.ts';

export async function upload({ address }: Running): Promise<void> {
  const client = await connectLocalApi({ path: address, signal: new AbortController().signal });
  await client.call(uploadNow, {}).finally(() => client.close());
}

/** An agent that scans nothing by itself. */
export const agentOn = (folder: string): Promise<Running> => wardwatchRunning(['agent', 'run', '--data-dir', folder], quietAgent);

/** A collector, and a workstation's data folder that is enrolled at it. */
export async function enrolledStation(env: Readonly<Record<string, string>> = {}) {
  const [department, station] = [tempFolder(), tempFolder()];
  const port = String(await freePort());
  await wardwatchRunning(['collector', 'run', '--data-dir', department, '--port', port], { ...quietAgent, ...env });
  const enrol = async (folder = station) => wardwatch(['agent', 'enroll', await enrolmentStringOf(department), '--data-dir', folder]);
  expect((await enrol()).code).toBe(0);
  const collector = async (...args: string[]) => wardwatch(['collector', ...args, '--data-dir', department]);
  const endpoints = async () =>
    z.object({ endpoints: z.array(endpoint) }).parse(JSON.parse((await collector('endpoint', 'list', '--json')).out)).endpoints;
  return { department, station, enrol, collector, endpoints };
}

export const identityIn = (station: string): string => readEnrolment(join(station, 'agent'))?.endpointId ?? 'none';
